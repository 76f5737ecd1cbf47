import { appendSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For logs that were created before an append wrote first, and asked what stood in its way only when something did. */
export class AppendBeforeAsking1764000041000 implements MigrationInterface {
  readonly name = 'AppendBeforeAsking1764000041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendSql);
  }

  down(): Promise<void> {
    return Promise.resolve(); // it has the same effect as the one before
  }
}
