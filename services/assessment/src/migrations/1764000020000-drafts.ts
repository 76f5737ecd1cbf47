import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What raters have typed and not submitted, sealed as a whole. Rows change often and are small: with room they do so in place. */
export class Drafts1764000020000 implements MigrationInterface {
  readonly name = 'Drafts1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table assessment_drafts (assessment uuid primary key, version int not null, content jsonb not null) with (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table assessment_drafts');
  }
}
