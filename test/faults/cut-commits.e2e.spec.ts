// Promise 2: one effect per idempotency key, however often the connection is cut during the commit. RUNG_LONG=1 cuts ten times as often.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLogSql } from '@rung/event-store';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { compileChildren, endChildrenAfterEach, startChild } from './child.js';
import type { CutAnswer, CutChildOptions } from './cut-child.js';
import { faultyWire, type Cut } from './faulty-wire.js';
import { keyOf } from './tally.js';

const cutsWanted = process.env['RUNG_LONG'] === '1' ? 10_000 : 1_000;
const processes = 3;
const streams = 12;
const minutes = 60_000;

interface Stored {
  readonly stream_id: string;
  readonly stream_version: number;
  readonly place: string;
  readonly command_id: string;
}

beforeAll(compileChildren, 5 * minutes);
endChildrenAfterEach();

describe('three processes that run the same commands over connections that are cut', () => {
  let dir: string;
  let database: TestDatabase;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-cuts-'));
    database = await postgresForTests();
    await database.pool.query(eventLogSql({ lanes: 4 }));
  });
  afterEach(async () => {
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('have one effect and one answer for each, and none is told that it was answered before when it was not', async () => {
    const done: Record<Cut | 'terminated', number> = { before: 0, during: 0, answer: 0, terminated: 0 };
    const total = () => Object.values(done).reduce((sum, count) => sum + count, 0);
    const cut = (): Cut | undefined => {
      const kind = (['answer', 'during', 'answer', 'before', 'during'] as const)[Math.floor(Math.random() * 15)];
      if (kind !== undefined) done[kind] += 1;
      return kind;
    };
    const wire = await faultyWire(database.url, { cut });
    const journals = Array.from({ length: processes }, (_, n) => join(dir, `journal-${n}`));
    const children = journals.map((journal) => startChild('cut-child', { databaseUrl: wire.url, journal, streams } satisfies CutChildOptions));
    await Promise.all(children.map((child) => child.says(/running/, 5 * minutes)));
    while (total() < cutsWanted) {
      const { rowCount } = await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name like 'rung-log-append%' and state = 'active' limit 1`,
      );
      done.terminated += rowCount ?? 0;
      await pause(Math.random() * 40);
    }
    for (const child of children) child.kill('SIGTERM');
    for (const child of children) expect([await child.ended, child.output]).toEqual([{ code: 0, signal: null }, 'running\n']);
    await wire.close();
    process.stderr.write(`  cut: ${JSON.stringify(done)}\n`);

    const answers = journals.flatMap((journal) => readFileSync(journal, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as CutAnswer));
    const { rows } = await database.pool.query<Stored>(
      `select stream_id, stream_version, lane || '/' || position as place, command_id from event_log.events order by lane, position`,
    );
    // nothing doubled: one event for each key, which follows from its stream and version
    expect(rows.filter((row) => row.command_id !== keyOf(`${row.stream_id} ${row.stream_version - 1}`))).toEqual([]);
    const stored = new Map(rows.map((row) => [`${row.stream_id} ${row.stream_version}`, row.place]));
    expect(stored.size).toBe(rows.length);
    // nothing lost, and every answer the same one, be it the first or a repeated one
    expect(answers.filter(({ stream, number, version, place }) => version !== number + 1 || stored.get(`${stream} ${version}`) !== place)).toEqual([]);
    // nothing that nobody was told of: all processes got their last answer
    const told = new Set(answers.map(({ stream, version }) => `${stream} ${version}`));
    expect([...stored.keys()].filter((key) => !told.has(key))).toEqual([]);
    // one at the most was told that it was the first
    const firsts = answers.filter(({ repeated }) => !repeated).map(({ stream, version }) => `${stream} ${version}`);
    expect(firsts).toHaveLength(new Set(firsts).size);
    // dense per lane
    const positions = await database.pool.query('select lane from event_log.events group by lane having count(*) <> max(position)');
    expect(positions.rows).toEqual([]);
  }, 30 * minutes);
});
