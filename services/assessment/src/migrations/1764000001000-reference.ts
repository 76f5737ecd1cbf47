import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory, and the matrices as their own service published them. */
export class Reference1764000001000 implements MigrationInterface {
  readonly name = 'Reference1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A row whose revision is above the published one is still to be told to others, by opaque id.
      create sequence directory_revision;
      create table units (
        unit text primary key, name text not null, parent text references units,
        revision bigint not null, published bigint not null default 0);
      create table positions (
        position text primary key, title text not null, matrix text not null);
      create table people (
        person uuid primary key, key text not null unique, name text not null, email text,
        unit text not null references units, manager uuid references people, position text references positions,
        revision bigint not null, published bigint not null default 0);
      create table entry_grades (
        person uuid not null references people, matrix text not null, level text not null, signed_by uuid not null references people,
        -- The newest version of the matrix that was looked through for the level in vain.
        unknown_in integer,
        revision bigint not null, published bigint not null default 0,
        primary key (person, matrix));
      create index people_by_manager on people (manager);
      create index people_by_unit on people (unit);
      create index units_by_parent on units (parent);
      create index units_to_publish on units (revision) where revision > published;
      create index people_to_publish on people (revision) where revision > published;
      create index entry_grades_to_publish on entry_grades (revision) where revision > published;

      create table matrix_manifests (
        matrix text not null, version integer not null, hash text not null, frame jsonb not null, competency_ids jsonb not null,
        primary key (matrix, version));
      create table matrix_competencies (
        matrix text not null, version integer not null, competency text not null, body jsonb not null,
        primary key (matrix, version, competency));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table matrix_competencies, matrix_manifests, entry_grades, people, positions, units;
      drop sequence directory_revision;`);
  }
}
