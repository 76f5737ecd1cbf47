import { randomUUID } from 'node:crypto';

import type { Pool, PoolClient } from 'pg';

const batchRows = 1_000;

/**
 * Rows that wait until their whole file has come, however slowly its sender sends: each batch is written by itself, so that
 * nothing is held meanwhile, neither a connection nor a transaction.
 */
export class DirectoryUpload {
  readonly #id = randomUUID();
  #parts = 0;
  #batch: object[] = [];

  constructor(private readonly pool: Pool) {}

  /** Clears away what a crash has left behind. */
  async begin(): Promise<void> {
    await this.pool.query(`delete from directory_uploads where at < now() - interval '1 day'`);
  }

  async add(row: object): Promise<void> {
    this.#batch.push(row);
    if (this.#batch.length >= batchRows) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = JSON.stringify(this.#batch);
    this.#batch = [];
    await this.pool.query('insert into directory_uploads (upload, part, rows) values ($1, $2, $3)', [this.#id, this.#parts++, rows]);
  }

  /** Lays the rows out as a table `staged` of the client's transaction. @param columns names and types, beside `line`. */
  async stage(client: PoolClient, columns: string): Promise<void> {
    await client.query(`create temp table staged (line integer not null, ${columns}) on commit drop`);
    await client.query(
      `insert into staged select row.* from directory_uploads, jsonb_to_recordset(rows) as row (line integer, ${columns})
       where upload = $1 order by part`,
      [this.#id],
    );
    await client.query('analyze staged');
  }

  async forget(): Promise<void> {
    await this.pool.query('delete from directory_uploads where upload = $1', [this.#id]);
  }
}
