// Appends per second: our log beside pgbench and beside one prepared INSERT per event, with as many clients on each side.
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

import { compare, type Aim, type BenchOptions, type BenchResult } from '../bench-result.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';
import { benchServer } from './bench-server.js';
import { createPlainTable, insertText, insertValues } from './plain-table.js';
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
  const pool = new pg.Pool({ connectionString: await server.database('bench_log') });
  pool.on('error', (error) => progress(error.message));
  const plain = await server.database('bench_plain');
  try {
    await pool.query(eventLogSql({ lanes: 1 }));
    await createPlainTable(plain);
    const log = await createPostgresEventLog({ pool, logger: { info() {}, warn: progressOf(progress), error: progressOf(progress) } });
    const pgbench = findPgbench();
    if (pgbench === undefined) progress('pgbench is not on the PATH (Debian: postgresql-contrib): not compared with it.');

    const compared: BenchResult[] = [];
    for (const { clients, ofPgbench, ofInserts } of loads) {
      const ours = () => appendsPerSecond(log, clients, runMs);
      const unit = 'events/s';
      if (pgbench !== undefined) {
        progress(`append, ${clients} clients, beside pgbench`);
        const theirs = () => runPgbench({ pgbench, url: plain, clients, seconds: runMs / 1_000 });
        compared.push(await compare({ name: `append, ${clients} clients, against pgbench`, unit, aim: ofPgbench, ours, theirs }));
      }
      progress(`append, ${clients} clients, beside one INSERT per event`);
      const theirs = () => insertsPerSecond(plain, clients, runMs);
      compared.push(await compare({ name: `append, ${clients} clients, against INSERT`, unit, aim: ofInserts, ours, theirs }));
    }
    await log.close();
    return compared;
  } finally {
    await pool.end();
    await server.stop();
  }
}

const progressOf = (progress: (message: string) => void) => (fields: object, message?: string) =>
  progress(`${message} ${JSON.stringify(fields)}`);

function appendsPerSecond(log: EventLog, clients: number, runMs: number): Promise<number> {
  return perSecond(clients, runMs, async () => {
    await log.append({
      streamId: `assessment/${randomUUID()}`,
      expectedVersion: 0,
      commandId: randomUUID(),
      events: [{ type: 'AssessmentSubmitted', schemaVersion: 1, data: eventData, metadata: eventMetadata }],
    });
  });
}

async function insertsPerSecond(url: string, clients: number, runMs: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  try {
    await Promise.all(Array.from({ length: clients }, () => pool.query('select pg_sleep(0.05)')));
    return await perSecond(clients, runMs, async () => {
      await pool.query({ name: 'insert', text: insertText, values: insertValues() });
    });
  } finally {
    await pool.end();
  }
}

/** Every client does one after the other; what is done when the time is up counts, over the time until the last is done. */
async function perSecond(clients: number, runMs: number, once: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < runMs) {
      await once();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - startedAt) / 1_000);
}
