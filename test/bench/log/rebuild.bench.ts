// Events per second: reporting's grade table made anew from its inbox, beside a bare read of the same rows in the same pages.
import { topics } from '@rung/contracts';
import { Inbox, Rebuilder, rebuildRequests, silentLogger, wantRebuild } from '@rung/messaging';
import { openReportingDatabase } from '@rung/reporting';
import { gradeProjection, gradeProjectionName } from '@rung/reporting/grade';
import pg from 'pg';
import { Registry } from 'prom-client';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from './bench-server.js';
import { mustBe } from './counted.js';
import { mustBeGraded } from './grade-rows.js';
import { loggerOf } from './logger-of.js';
import { fillInbox, lanes } from './review-backlog.js';
import { eventsOf } from './review-story.js';

export const name = 'rebuild';

const reviews = 100_000;
const events = eventsOf(reviews);
const pageEvents = 1_000;
const lookMs = 10;

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const server = await benchServer();
  const database = await openReportingDatabase({ url: await server.database('bench_rebuild'), logger: loggerOf(progress) });
  try {
    progress(`rebuild: filling an inbox with ${events} events`);
    await fillInbox(database.pool, reviews);
    const ours = () => rebuildsPerSecond(database.pool, progress);
    const theirs = () => readsPerSecond(database.pool);
    const rounds = isLong ? 5 : 3;
    const unit = 'events/s';
    return [await compare({ name: 'rebuild, 1,000,000 events into 100,000 rows, against a bare read', unit, aim: '>= 0.6', ours, theirs, rounds, warmUps: 0 })];
  } finally {
    await database.close();
    await server.stop();
  }
}

/** From the order to the swap. The rows of the last rebuild are gone: those that are there afterwards are this one's. */
async function rebuildsPerSecond(pool: pg.Pool, progress: (message: string) => void): Promise<number> {
  const projection = gradeProjection(new Inbox({ pool, topic: topics.assessment }), () => Promise.resolve());
  const rebuilder = new Rebuilder({ pool, projections: [projection], build: 'bench', registry: new Registry(), logger: silentLogger });
  await pool.query('truncate grades, grade_explanations');
  await wantRebuild(pool, gradeProjectionName, 'the bench');
  const startedMs = performance.now();
  await rebuilder.start();
  let heap = 0;
  try {
    for (;;) {
      const [request] = await rebuildRequests(pool, [gradeProjectionName]);
      if (request?.trouble !== undefined) throw new Error(request.trouble);
      if (request?.outcome === 'swapped') break;
      heap = Math.max(heap, process.memoryUsage().heapUsed);
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    const seconds = (performance.now() - startedMs) / 1_000;
    await mustBeGraded(pool, reviews, 'released');
    progress(`rebuild: ${seconds.toFixed(1)} s, at most ${Math.round(heap / 1024 / 1024)} MiB of heap`);
    return events / seconds;
  } finally {
    await rebuilder.stop();
  }
}

async function readsPerSecond(pool: pg.Pool): Promise<number> {
  const startedMs = performance.now();
  let read = 0;
  for (let lane = 0; lane < lanes; lane += 1) {
    for (let after = 0; ; after += pageEvents) {
      const { rows } = await pool.query(
        `select lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, data, metadata, epoch
         from inbox where topic = $1 and lane = $2 and position > $3 order by position limit $4`,
        [topics.assessment, lane, after, pageEvents],
      );
      read += rows.length;
      if (rows.length < pageEvents) break;
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  mustBe(events, read, 'events were to be read');
  return events / seconds;
}
