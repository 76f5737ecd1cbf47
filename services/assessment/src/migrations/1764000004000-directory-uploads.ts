import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the rows of a directory file wait until all of it has come. */
export class DirectoryUploads1764000004000 implements MigrationInterface {
  readonly name = 'DirectoryUploads1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    // unlogged: nothing of a half upload is worth keeping through a crash
    await runner.query(`
      create unlogged table directory_uploads (
        upload uuid not null, part integer not null, rows jsonb not null, at timestamptz not null default now(),
        primary key (upload, part));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table directory_uploads;');
  }
}
