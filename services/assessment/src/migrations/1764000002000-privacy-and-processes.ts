import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who assesses whom, the keys of what is sealed, and the memory of the processes. */
export class PrivacyAndProcesses1764000002000 implements MigrationInterface {
  readonly name = 'PrivacyAndProcesses1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The ids of a cycle's reviews and assessments are HMACs under it: they tell nothing to who does not have it.
      create table cycle_secrets (cycle uuid primary key, secret bytea not null);

      -- The one place in the whole system that says who an assessment is by. No time in it, on purpose.
      create table rater_links (
        assessment uuid primary key, cycle uuid not null, review uuid not null, person uuid not null,
        rater uuid not null, role text not null,
        state text not null default 'named', -- then open (or unopened: too late), then submitted or closed: no event tells who has answered
        unique (review, rater, role));
      create index rater_links_by_rater on rater_links (rater, cycle);
      create index rater_links_to_open on rater_links (cycle, role, assessment) where state = 'named';
      create unique index rater_links_one_manager on rater_links (review) where role = 'manager';

      -- One key per person, purpose and cycle, wrapped; forgetting is deleting the row.
      create table sealing_keys (
        key_id uuid primary key, subject uuid not null, purpose text not null, cycle uuid not null, wrapped bytea not null,
        unique (subject, purpose, cycle));

      -- How far the launch of a cycle is; the row is there once the population is frozen in the roster.
      create table cycle_launches (
        cycle uuid primary key, planned integer not null, skipped integer not null, completed boolean not null default false);

      -- The participants of each cycle, written before their reviews are launched, so that none is ever missing here.
      create table roster (
        cycle uuid not null, person uuid not null, review uuid not null unique, matrix text not null,
        unit text not null, manager uuid, current_level text, basis jsonb not null, target_level text not null,
        opened boolean not null default false, -- by the launching process: the review and its own assessments
        -- as the log says, which may be behind
        launched boolean not null default false, proposed boolean not null default false,
        confirmed boolean not null default false,
        released_grade text, released_at timestamptz,
        primary key (cycle, person));
      create index roster_to_launch on roster (cycle, person) where not opened;
      create index roster_released on roster (person, matrix, released_at) where released_at is not null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table roster, cycle_launches, sealing_keys, rater_links, cycle_secrets;');
  }
}
