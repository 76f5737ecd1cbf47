import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is assessed on which version, as the assessment service tells it. */
export class Affected1764000032000 implements MigrationInterface {
  readonly name = 'Affected1764000032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table cycles_on_versions (
        cycle uuid primary key, name text not null, matrix_id text not null, matrix_version integer not null, status text not null, stream_version integer not null);
      create index cycles_on_versions_by_version on cycles_on_versions (matrix_id, matrix_version);
      create table reviews_on_versions (review uuid primary key, cycle uuid not null);
      create index reviews_on_versions_by_cycle on reviews_on_versions (cycle);
      create table assessments_on_versions (assessment uuid primary key, review uuid not null, cells text[] not null);
      create index assessments_on_versions_by_review on assessments_on_versions (review);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table cycles_on_versions, reviews_on_versions, assessments_on_versions');
  }
}
