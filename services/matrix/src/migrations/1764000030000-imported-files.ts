import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A staged import is a file of any format, read by a mapping; what was said of a file's columns is kept for the next of its shape. */
export class ImportedFiles1764000030000 implements MigrationInterface {
  readonly name = 'ImportedFiles1764000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table staged_imports add column name text, add column format text, add column mapping jsonb, add column shape text;
      create table import_mappings (shape text primary key, mapping jsonb not null, said_at timestamptz not null);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_mappings;
      alter table staged_imports drop column name, drop column format, drop column mapping, drop column shape;`);
  }
}
