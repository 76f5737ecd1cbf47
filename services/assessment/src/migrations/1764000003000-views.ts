import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the views; each is filled again from the log when it is emptied together with its cursor. */
export class Views1764000003000 implements MigrationInterface {
  readonly name = 'Views1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- cycle-progress
      create table cycles (
        cycle uuid primary key, name text not null, status text not null, matrix jsonb not null, population jsonb not null,
        policy jsonb not null, version integer not null);
      create table progress_reviews (
        review uuid primary key, cycle uuid, step smallint not null); -- 1 launched, 2 proposed, 3 confirmed, 4 released
      create index progress_reviews_by_cycle on progress_reviews (cycle);
      create table progress_assessments (
        assessment uuid primary key, review uuid not null, role text not null, state text not null);
      create index progress_assessments_by_review on progress_assessments (review);

      -- participants
      create table participants (
        review uuid primary key, cycle uuid not null, person uuid not null, unit text not null, manager uuid, matrix jsonb not null,
        current_level text, basis jsonb not null, target_level text not null, state text not null,
        grade text, explanation jsonb, confirmed_by uuid, version integer not null,
        unique (cycle, person));

      -- evidence: the text stays sealed
      create table evidence_pieces (
        evidence uuid primary key, review uuid not null, competency text not null, level text not null, "on" date not null,
        sealed jsonb not null, event_id uuid not null);
      create index evidence_pieces_by_review on evidence_pieces (review);

      -- assessment-form
      create table assessment_forms (
        assessment uuid primary key, review uuid not null, role text not null, asked jsonb not null, offered jsonb not null,
        chooses integer not null, state text not null, version integer not null);
      create table form_matrices (review uuid primary key, matrix jsonb not null);

      -- tasks
      create table task_cycles (cycle uuid primary key, name text not null, deadlines jsonb not null);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table task_cycles, form_matrices, assessment_forms, evidence_pieces, participants,
        progress_assessments, progress_reviews, cycles;`);
  }
}
