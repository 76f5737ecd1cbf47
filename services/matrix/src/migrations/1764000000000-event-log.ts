import { eventLogSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service's own log. The number of lanes is fixed here, for ever. */
export function eventLogMigration(lanes: number) {
  return class EventLog1764000000000 implements MigrationInterface {
    readonly name = 'EventLog1764000000000';

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(eventLogSql({ lanes }));
    }

    down(): Promise<void> {
      return Promise.reject(new Error('The log is the truth; it is not dropped by a migration.'));
    }
  };
}
