import { logSourceSql } from '@rung/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose log it is, for who settles a restored one with its topic. */
export class LogSource1764000040000 implements MigrationInterface {
  readonly name = 'LogSource1764000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(logSourceSql('/rung/matrix'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table event_log.log_settings drop column source');
  }
}
