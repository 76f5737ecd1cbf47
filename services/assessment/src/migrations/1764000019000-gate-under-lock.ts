import { appendSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For logs that were created before an append asked under the lane's lock whether the log is open. */
export class GateUnderLock1764000019000 implements MigrationInterface {
  readonly name = 'GateUnderLock1764000019000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendSql);
  }

  down(): Promise<void> {
    return Promise.resolve(); // it has the same effect as the one before, and misses no closing
  }
}
