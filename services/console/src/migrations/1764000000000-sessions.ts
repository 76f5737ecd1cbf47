import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sessions1764000000000 implements MigrationInterface {
  readonly name = 'Sessions1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sessions (
        id_hash bytea primary key, sealed bytea not null, fresh_until timestamptz not null,
        used_at timestamptz not null, ends_at timestamptz not null);
      create index sessions_by_use on sessions (used_at);
      create index sessions_by_end on sessions (ends_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sessions;');
  }
}
