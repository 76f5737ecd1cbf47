import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of the competencies of one version in a later one. */
export class MigrationMaps1764000031000 implements MigrationInterface {
  readonly name = 'MigrationMaps1764000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table matrix_migrations (
        matrix_id text not null, "from" integer not null, "to" integer not null,
        entries jsonb not null, by uuid not null, at text not null, stream_version integer not null,
        primary key (matrix_id, "from", "to"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_migrations');
  }
}
