// What a hundred times as many events in the log cost: appends and the tail at a million, beside the same at ten thousand.
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import pg from 'pg';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { appendsPerSecond } from './append-one.js';
import { benchServer, type BenchServer } from './bench-server.js';
import { mustBe, numberOf } from './counted.js';
import { loggerOf } from './logger-of.js';
import { fillLog, lanes } from './review-backlog.js';
import { eventsOf } from './review-story.js';

export const name = 'growth';

const clients = 32;
const [shortRunMs, longRunMs] = [2_000, 10_000];
/** Long enough for every connection to be there and every statement to be planned. */
const warmMs = 300;
/** How many cycles: the end of a log is the same however many came before. */
const size = { small: 1, large: 100, long: 1_000 };
const reviewsEach = 1_000;
/** Of a tail: what one pass over the end of the log reads. */
const tailed = eventsOf(reviewsEach);
const batch = 500;
const [warmUps, rounds] = [1, 5];

type Measure = (log: EventLog, runMs: number) => Promise<number>;

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const server = await benchServer();
  try {
    const cycles = isLong ? size.long : size.large;
    const events = (tailed * cycles).toLocaleString('en');
    progress(`filling a log with ${events} events, and ${warmUps + rounds} with ${tailed.toLocaleString('en')}`);
    const large = await filled(server, 'bench_large', cycles);
    // What a run appends would make a small log large, too: each has one of its own, filled before all that is measured.
    const smalls: string[] = [];
    for (let n = 0; n < warmUps + rounds; n += 1) smalls.push(await filled(server, `bench_small_${n}`, size.small));
    mustBe(await bytesAtEnd(smalls[0] ?? ''), await bytesAtEnd(large), 'bytes are the end of the small log');
    const inLog = (url: string, measure: Measure) => measureIn({ url, measure, runMs, progress });
    const common = { unit: 'events/s', aim: '>= 0.8', warmUps, rounds } as const;

    progress('tail');
    const tailing = await compare({
      ...{ ...common, name: `tail at ${events} events, against ${tailed.toLocaleString('en')}` },
      ours: () => inLog(large, tailPerSecond),
      theirs: () => inLog(smalls[0] ?? '', tailPerSecond),
    });
    progress('append');
    const append: Measure = (log, ms) => appendsPerSecond(log, clients, ms);
    const appending = await compare({
      ...{ ...common, name: `append at ${events} events, against ${tailed.toLocaleString('en')}` },
      ours: () => inLog(large, append),
      theirs: () => inLog(smalls.shift() ?? '', append),
    });
    return [appending, tailing];
  } finally {
    await server.stop();
  }
}

/** @returns the address of a new database whose log has the events of so many cycles. */
async function filled(server: BenchServer, database: string, cycles: number): Promise<string> {
  const url = await server.database(database);
  const pool = poolTo(url);
  await pool.query(eventLogSql({ lanes }));
  await fillLog(pool, reviewsEach, cycles);
  await pool.end();
  return url;
}

/** The same events on both sides, or the two tails read different things. */
async function bytesAtEnd(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const text = `select sum(length(data::text)) from event_log.events e
    where position > (select max(position) from event_log.events where lane = e.lane) - ${tailed / lanes}`;
  const bytes = await numberOf(client, text);
  await client.end();
  return bytes;
}

interface Measuring {
  readonly url: string;
  readonly measure: Measure;
  readonly runMs: number;
  readonly progress: (message: string) => void;
}

/** Opens a log, does with it for a moment what is measured afterwards, whichever its size, and closes it again. */
async function measureIn({ url, measure, runMs, progress }: Measuring): Promise<number> {
  const pool = poolTo(url);
  const log = await createPostgresEventLog({ pool, logger: loggerOf(progress) });
  try {
    await measure(log, warmMs);
    return await measure(log, runMs);
  } finally {
    await log.close();
    await pool.end();
  }
}

/** Reads the end of the log, as somebody does who has followed it, again and again. */
async function tailPerSecond(log: EventLog, runMs: number): Promise<number> {
  const startedAt = performance.now();
  let read = 0;
  let passes = 0;
  for (; performance.now() - startedAt < runMs; passes += 1) read += await readEnd(log);
  const seconds = (performance.now() - startedAt) / 1_000;
  mustBe(passes * tailed, read, 'were to be read');
  return read / seconds;
}

async function readEnd(log: EventLog): Promise<number> {
  let read = 0;
  for (const [lane, head] of (await log.heads()).entries()) {
    let after = head - BigInt(tailed / lanes);
    while (after < head) {
      const events = await log.readLane(lane, after, batch);
      read += events.length;
      after = events.at(-1)?.position ?? head;
    }
  }
  return read;
}
