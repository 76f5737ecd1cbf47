import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the events of a review say of when, by whom and on what a grade was decided, as the inbox has kept it. */
export const gradeTimesFromInbox = `
  update grades set manager = told.manager, matrix_id = told.matrix_id, matrix_version = told.matrix_version,
    proposed_at = told.proposed_at, confirmed_at = told.confirmed_at, confirmed_by = told.confirmed_by, released_at = told.released_at
  from (
    select found.review,
      (max(data ->> 'manager') filter (where type = 'ReviewLaunched'))::uuid as manager,
      max(data #>> '{matrix,id}') filter (where type = 'GradeProposed') as matrix_id,
      (max(data #>> '{matrix,version}') filter (where type = 'GradeProposed'))::integer as matrix_version,
      max(data ->> 'at') filter (where type = 'GradeProposed') as proposed_at,
      max(data ->> 'at') filter (where type = 'GradeConfirmed') as confirmed_at,
      (max(data ->> 'by') filter (where type = 'GradeConfirmed'))::uuid as confirmed_by,
      max(data ->> 'at') filter (where type = 'GradeReleased') as released_at
    from inbox join grades found on inbox.stream_id = 'review/' || found.review and inbox.stream_version <= found.stream_version
    where inbox.topic = 'rung.assessment.events'
    group by found.review
  ) told
  where told.review = grades.review;`;

/** When a grade was proposed, confirmed and released, by whom and on which matrix; and the way to the latest one of a person. */
export class GradeTimes1764000021000 implements MigrationInterface {
  readonly name = 'GradeTimes1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table grades add column manager uuid, add column matrix_id text, add column matrix_version integer, add column proposed_at text,
        add column confirmed_at text, add column confirmed_by uuid, add column released_at text;
      create index grades_by_person on grades (person);
      ${gradeTimesFromInbox}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index grades_by_person;
      alter table grades drop column manager, drop column matrix_id, drop column matrix_version, drop column proposed_at,
        drop column confirmed_at, drop column confirmed_by, drop column released_at;`);
  }
}
