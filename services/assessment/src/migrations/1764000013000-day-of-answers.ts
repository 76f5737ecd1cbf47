import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Peers' answers are counted from the next day on. Those without a day are from before this column, and counted. */
export class DayOfAnswers1764000013000 implements MigrationInterface {
  readonly name = 'DayOfAnswers1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress_assessments add column submitted_on text;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress_assessments drop column submitted_on;');
  }
}
