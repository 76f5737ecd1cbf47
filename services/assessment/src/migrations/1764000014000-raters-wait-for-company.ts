import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rater who was named late waits for others (docs/decisions/0014). Those who are there already are opened as before. */
export class RatersWaitForCompany1764000014000 implements MigrationInterface {
  readonly name = 'RatersWaitForCompany1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rater_links add column alone boolean not null default false;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rater_links drop column alone;');
  }
}
