import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was proposed where a grade was confirmed as another. No grade was before. */
export class Calibrations1764000024000 implements MigrationInterface {
  readonly name = 'Calibrations1764000024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table grades add column calibrated boolean not null default false, add column proposed text, add column proposed_name text;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table grades drop column calibrated, drop column proposed, drop column proposed_name;');
  }
}
