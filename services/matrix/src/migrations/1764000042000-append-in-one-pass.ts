import { appendSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For logs that were created when an append still counted and sorted its rows though each was an append of its own. */
export class AppendInOnePass1764000042000 implements MigrationInterface {
  readonly name = 'AppendInOnePass1764000042000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendSql);
  }

  down(): Promise<void> {
    return Promise.resolve(); // it has the same effect as the one before
  }
}
