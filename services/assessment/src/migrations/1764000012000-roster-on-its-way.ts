import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the grades of people that may be on their way, at every launch. */
export class RosterOnItsWay1764000012000 implements MigrationInterface {
  readonly name = 'RosterOnItsWay1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index roster_unreleased on roster (person, matrix) where confirmed and released_at is null;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index roster_unreleased;');
  }
}
