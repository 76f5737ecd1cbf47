// Appends of three processes with the lane, beside the same without its lock and its order; and what a tail by position misses.
import { eventLogSql } from '@rung/event-store';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from './bench-server.js';
import type { Done } from './clients.js';
import { mustBe } from './counted.js';
import { positionTail } from './position-tail.js';
import { withoutLane } from './without-lane.js';

export const name = 'append-processes';

const processes = 3;
const clientsEach = 42;
/** What the appenders write before they are ready. */
const warmUps = processes;
const [shortRunMs, longRunMs] = [4_000, 15_000];
const appender = fileURLToPath(new URL('./appender.js', import.meta.url));

interface Run {
  readonly perSecond: number;
  readonly missed: number;
}

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const server = await benchServer();
  try {
    const withLane = await server.database('bench_lane');
    const without = await server.database('bench_no_lane');
    await create(withLane, eventLogSql({ lanes: 1 }));
    await create(without, withoutLane(eventLogSql({ lanes: 1 })));
    progress(`append from ${processes} processes of ${clientsEach} clients, with a lane and without`);
    const missed = { ours: [] as number[], theirs: [] as number[] };
    const sideOf = (side: 'ours' | 'theirs', url: string) => async () => {
      const run = await appendTogether(url, runMs);
      missed[side].push(run.missed);
      return run.perSecond;
    };
    const rate = await compare({
      name: `append from ${processes} processes, against no lane`,
      unit: 'events/s',
      aim: '>= 0.7',
      ours: sideOf('ours', withLane),
      theirs: sideOf('theirs', without),
    });
    const sum = (figures: readonly number[]): number => figures.reduce((all, figure) => all + figure, 0);
    const [ours, theirs] = [sum(missed.ours), sum(missed.theirs)];
    if (theirs === 0) throw new Error('Without the lane the tail missed nothing: then its lock was there, or the processes never wrote at once, and nothing is compared.');
    return [rate, { name: 'events that a tail by position missed', ours, theirs, unit: 'events', ratio: ours / theirs, aim: '<= 0', samples: missed }];
  } finally {
    await server.stop();
  }
}

async function create(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function appendTogether(url: string, runMs: number): Promise<Run> {
  const tail = await positionTail(url);
  const appenders = Array.from({ length: processes }, () => fork(appender, { env: { ...process.env, DATABASE_URL: url } }));
  const ended = Promise.all(appenders.map((child) => once(child, 'exit')));
  await Promise.all(appenders.map((child) => once(child, 'message'))); // connected and warm
  for (const child of appenders) child.send({ clients: clientsEach, runMs });
  const runs = await Promise.all(appenders.map(async (child) => ((await once(child, 'message')) as [Done])[0]));
  await ended;
  const { written, missed } = await tail.ended();
  const total = (of: 'done' | 'perSecond') => runs.reduce((sum, run) => sum + run[of], 0);
  mustBe(total('done') + warmUps, written, 'were appended');
  return { perSecond: total('perSecond'), missed };
}
