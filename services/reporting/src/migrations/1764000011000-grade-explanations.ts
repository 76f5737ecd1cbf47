import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Explanations leave the rows that change with each event of a review, or every change would write them again. */
export class GradeExplanations1764000011000 implements MigrationInterface {
  readonly name = 'GradeExplanations1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- json, not jsonb, keeps the explanation's own order
      create table grade_explanations (review uuid primary key, explanation json not null);
      insert into grade_explanations select review, explanation from grades where explanation is not null;
      alter table grades drop column explanation;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table grades add column explanation json;
      update grades set explanation = e.explanation from grade_explanations e where e.review = grades.review;
      drop table grade_explanations;`);
  }
}
