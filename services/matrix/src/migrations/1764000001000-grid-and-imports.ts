import { messagingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GridAndImports1764000001000 implements MigrationInterface {
  readonly name = 'GridAndImports1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingSql);
    await runner.query(`
      create table matrix_versions (
        matrix_id text not null, version integer not null, status text not null, hash text,
        frame jsonb not null, competencies jsonb not null, stream_version integer not null,
        primary key (matrix_id, version));
      create table staged_imports (
        id uuid primary key, text bytea not null, staged_at timestamptz not null, acceptance jsonb);
      create index staged_imports_by_age on staged_imports (staged_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_versions; drop table staged_imports;');
  }
}
