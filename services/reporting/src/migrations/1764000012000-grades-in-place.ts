import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of grades changes with each event of its review: with room on its page it does so in place, and no index is written. */
export class GradesInPlace1764000012000 implements MigrationInterface {
  readonly name = 'GradesInPlace1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table grades set (fillfactor = 70)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table grades reset (fillfactor)');
  }
}
