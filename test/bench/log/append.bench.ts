// Appends per second: our log beside pgbench and beside one prepared INSERT per event, with as many clients on each side.
import { createPostgresEventLog, eventLogSql } from '@rung/event-store';

import { compare, type Aim, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { appendsPerSecond } from './append-one.js';
import { benchServer } from './bench-server.js';
import { sideBySide, type Done } from './clients.js';
import { counted, rowsIn } from './counted.js';
import { loggerOf } from './logger-of.js';
import { createPlainTable, insertText, insertValues, plainTable } from './plain-table.js';
import { findPgbench, runPgbench } from './pgbench.js';

export const name = 'append';

const shortRunMs = 3_000;
const longRunMs = 10_000;

/** What group commit has to reach with so many clients: of pgbench's rate, and of one INSERT per event's. */
const loads: readonly { clients: number; ofPgbench: Aim; ofInserts: Aim }[] = [
  { clients: 1, ofPgbench: '>= 0.35', ofInserts: '>= 0.5' },
  { clients: 32, ofPgbench: '>= 1', ofInserts: '>= 1' },
  { clients: 128, ofPgbench: '>= 1.4', ofInserts: '>= 1.4' },
];

/** Events of 600 bytes, each a stream and a command of its own, every one durable before it is answered. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const server = await benchServer();
  const pool = poolTo(await server.database('bench_log'));
  pool.on('error', (error) => progress(error.message));
  const plain = await server.database('bench_plain');
  try {
    await pool.query(eventLogSql({ lanes: 1 }));
    await createPlainTable(plain);
    const log = await createPostgresEventLog({ pool, logger: loggerOf(progress) });
    const pgbench = findPgbench();
    if (pgbench === undefined) progress('pgbench is not on the PATH (Debian: postgresql-contrib): not compared with it.');

    const compared: BenchResult[] = [];
    for (const { clients, ofPgbench, ofInserts } of loads) {
      const ours = () => appendsPerSecond(log, clients, runMs);
      const unit = 'events/s';
      const rows = () => rowsIn(plain, plainTable);
      if (pgbench !== undefined) {
        progress(`append, ${clients} clients, beside pgbench`);
        const theirs = () => counted(rows, () => runPgbench({ pgbench, url: plain, clients, seconds: runMs / 1_000 }));
        compared.push(await compare({ name: `append, ${clients} clients, against pgbench`, unit, aim: ofPgbench, ours, theirs }));
      }
      progress(`append, ${clients} clients, beside one INSERT per event`);
      const theirs = () => counted(rows, () => inserts(plain, clients, runMs));
      compared.push(await compare({ name: `append, ${clients} clients, against INSERT`, unit, aim: ofInserts, ours, theirs }));
    }
    await log.close();
    return compared;
  } finally {
    await pool.end();
    await server.stop();
  }
}

async function inserts(url: string, clients: number, runMs: number): Promise<Done> {
  const pool = poolTo(url, { max: clients });
  try {
    await Promise.all(Array.from({ length: clients }, () => pool.query('select pg_sleep(0.05)')));
    return await sideBySide(clients, runMs, async () => {
      await pool.query({ name: 'insert', text: insertText, values: insertValues() });
    });
  } finally {
    await pool.end();
  }
}
