import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what in a draft, when and why. */
export class History1764000021000 implements MigrationInterface {
  readonly name = 'History1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table matrix_changes (
        matrix_id text not null, version integer not null, number integer not null,
        change jsonb not null, parts jsonb not null, addresses text[] not null, competencies text[] not null, levels text[] not null,
        undoes integer, reason text, by uuid not null, at text not null,
        primary key (matrix_id, version, number))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_changes');
  }
}
