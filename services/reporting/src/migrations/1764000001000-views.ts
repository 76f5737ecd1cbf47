import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reference tables and views; each is filled again from the inbox when it is emptied together with its cursor. */
export class Views1764000001000 implements MigrationInterface {
  readonly name = 'Views1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- reference/relations
      create table person_relations (person uuid primary key, unit text not null, manager uuid, stream_version integer not null);
      create table units (unit text primary key, parent text, stream_version integer not null);

      -- reference/cycles
      create table cycles (
        cycle uuid primary key, name text not null, matrix_id text not null, matrix_version integer not null, stream_version integer not null);

      -- reference/matrices
      create table published_matrices (
        matrix_id text not null, version integer not null, hash text not null, frame jsonb not null, competency_ids text[] not null,
        primary key (matrix_id, version));
      create table published_competencies (
        matrix_id text not null, version integer not null, competency text not null, "group" text not null, title jsonb not null,
        primary key (matrix_id, version, competency));

      -- views/grade: json, not jsonb, keeps the explanation's own order
      create table grades (
        review uuid primary key, cycle uuid not null, person uuid not null, unit text not null, state text not null,
        current_level text, current_level_name text, target_level text not null, target_level_name text,
        grade text, grade_name text, explanation json, stream_version integer not null, epoch text not null,
        unique (cycle, person));

      -- views/heatmap: one row per review, one place of the arrays per competency
      create table competency_outcomes (
        review uuid primary key, cycle uuid not null, unit text not null, competencies text[] not null, cells smallint[] not null,
        met smallint[] not null, stream_version integer not null);
      create index competency_outcomes_by_cycle on competency_outcomes (cycle);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table competency_outcomes, grades, published_competencies, published_matrices, cycles, units, person_relations;`);
  }
}
