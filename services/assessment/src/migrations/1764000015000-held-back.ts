import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People of a population whose review could not be launched with it, and why: another try of the launch takes them up again. */
export class HeldBack1764000015000 implements MigrationInterface {
  readonly name = 'HeldBack1764000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table held_back (cycle uuid not null, person uuid not null, reason text not null, primary key (cycle, person));');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table held_back;');
  }
}
