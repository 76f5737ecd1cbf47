import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a review is, as the inbox has kept it. */
export const personsOfOutcomesFromInbox = `
  update competency_outcomes outcome set person = (launched.data ->> 'person')::uuid
  from inbox launched
  where launched.topic = 'rung.assessment.events' and launched.stream_id = 'review/' || outcome.review and launched.type = 'ReviewLaunched';`;

/** Whose outcomes a row has. Null where an older build, which is not stopped yet, makes a row. */
export class PersonsOfOutcomes1764000041000 implements MigrationInterface {
  readonly name = 'PersonsOfOutcomes1764000041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table competency_outcomes add column person uuid;
      ${personsOfOutcomesFromInbox}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table competency_outcomes drop column person;');
  }
}
