import { rebuildSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which views somebody wants made anew. */
export class Rebuilds1764000002000 implements MigrationInterface {
  readonly name = 'Rebuilds1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(rebuildSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table projection_rebuilds;');
  }
}
