import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a grade that was confirmed as another than the proposed one: what was proposed, and the reason, sealed. No grade was before. */
export class Calibrations1764000024000 implements MigrationInterface {
  readonly name = 'Calibrations1764000024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table participants add column calibrated_from text, add column calibration_reason jsonb, add column reason_event uuid;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table participants drop column calibrated_from, drop column calibration_reason, drop column reason_event;');
  }
}
