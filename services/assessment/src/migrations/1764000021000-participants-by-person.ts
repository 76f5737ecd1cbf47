import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everybody's own cycles are looked up on every page. */
export class ParticipantsByPerson1764000021000 implements MigrationInterface {
  readonly name = 'ParticipantsByPerson1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index participants_by_person on participants (person)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index participants_by_person');
  }
}
