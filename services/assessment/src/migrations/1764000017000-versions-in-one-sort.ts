import { appendSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For logs that were created before an append numbered its versions and its positions in one sort. */
export class VersionsInOneSort1764000017000 implements MigrationInterface {
  readonly name = 'VersionsInOneSort1764000017000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendSql);
  }

  down(): Promise<void> {
    return Promise.resolve(); // it gives the same versions as the one before
  }
}
