// What a hundred times as many events in the log cost: appends and the tail at a million, beside the same at ten thousand.
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import pg from 'pg';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { appendsPerSecond } from './append-one.js';
import { benchServer, type BenchServer } from './bench-server.js';
import { loggerOf } from './logger-of.js';
import { eventsOf, fillWithReviews } from './review-backlog.js';

export const name = 'growth';

const clients = 32;
const [shortRunMs, longRunMs] = [2_000, 10_000];
const size = { small: 2_000, large: 200_000, long: 2_000_000 };
/** Of a tail: what one run reads. */
const tailed = 8_000;
const batch = 500;

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const server = await benchServer();
  try {
    const reviews = isLong ? size.long : size.large;
    const events = eventsOf(reviews).toLocaleString('en');
    progress(`filling a log with ${events} events`);
    const large = await openFilled(server, 'bench_large', reviews, progress);
    /** Filled anew each time: what a run appends would make it large, too. */
    const inSmall = async (measure: (log: EventLog) => Promise<number>): Promise<number> => {
      const small = await openFilled(server, 'bench_small', size.small, progress);
      const figure = await measure(small.log);
      await small.close();
      return figure;
    };
    progress('tail');
    const tail = await compare({
      ...{ name: `tail at ${events} events, against 10,000`, unit: 'events/s', aim: '>= 0.8' },
      ours: () => tailPerSecond(large.log),
      theirs: () => inSmall(tailPerSecond),
    });
    progress('append');
    const append = await compare({
      ...{ name: `append at ${events} events, against 10,000`, unit: 'events/s', aim: '>= 0.8' },
      ours: () => appendsPerSecond(large.log, clients, runMs),
      theirs: () => inSmall((log) => appendsPerSecond(log, clients, runMs)),
    });
    await large.close();
    return [append, tail];
  } finally {
    await server.stop();
  }
}

async function openFilled(server: BenchServer, database: string, reviews: number, progress: (message: string) => void) {
  const pool = new pg.Pool({ connectionString: await server.database(database) });
  pool.on('error', () => undefined); // its database is dropped for the next run
  await pool.query(eventLogSql({ lanes: 4 }));
  await fillWithReviews(pool, reviews);
  const log = await createPostgresEventLog({ pool, logger: loggerOf(progress) });
  const close = async (): Promise<void> => {
    await log.close();
    await pool.end();
  };
  return { log, close };
}

/** Reads the end of the log, as somebody does who has followed it. */
async function tailPerSecond(log: EventLog): Promise<number> {
  const heads = await log.heads();
  const startedAt = performance.now();
  let read = 0;
  for (const [lane, head] of heads.entries()) {
    let after = head > BigInt(tailed / heads.length) ? head - BigInt(tailed / heads.length) : 0n;
    while (after < head) {
      const events = await log.readLane(lane, after, batch);
      read += events.length;
      after = events.at(-1)?.position ?? head;
    }
  }
  return read / ((performance.now() - startedAt) / 1_000);
}
