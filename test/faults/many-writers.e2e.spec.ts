// Promise 4: no event skipped, no stream reordered, whoever writes and reads. RUNG_LONG=1 writes two million events.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresEventLog, type EventLog } from '@rung/event-store';
import { silentLogger } from '@rung/messaging';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';

import { compileChildren, endChildrenAfterEach, startChild, type FaultChild } from './child.js';
import { journalOf } from './crash-child.js';
import { broken } from './promises.js';
import { lanes, startWholeWay, wholeWaySql } from './whole-way.js';
import type { WriterChildOptions } from './writer-child.js';

const minutes = 60_000;
const eventsWanted = process.env['RUNG_LONG'] === '1' ? 2_000_000 : 100_000;
const writersOf = [6, 5, 5];
const writers = 16;

beforeAll(compileChildren, 5 * minutes);
endChildrenAfterEach();

describe('writers in several processes', () => {
  let dir: string;
  let database: TestDatabase;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-writers-'));
    database = await postgresForTests();
    await database.pool.query(wholeWaySql);
  });
  afterEach(async () => {
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  const startWriters = (name: string, more: Partial<WriterChildOptions> = {}): { child: FaultChild; journal: string } => {
    const journal = join(dir, name);
    const options: WriterChildOptions = { databaseUrl: database.url, name, journal, writers: 1, eventsPerWriter: 1, ...more };
    return { child: startChild('writer-child', options), journal };
  };

  it('are read by tail, relay, inbox and projector without a skip, and every stream in its order', async () => {
    const kafka = await kafkaForTests();
    const topic = await kafka.createTopic('rung.tally.events', lanes);
    const way = await startWholeWay({ databaseUrl: database.url, topic, brokers: kafka.brokers, group: 'readers', batchSize: 500 });
    const running = writersOf.map((count, n) => startWriters(`p${n}`, { writers: count, eventsPerWriter: eventsWanted / writers }));
    let isWriting = true;
    const tails = Array.from({ length: lanes }, (_, lane) => follow(way.log, lane, () => isWriting));
    for (const { child } of running) expect([(await child.ended).code, child.output]).toEqual([0, 'running\n']);
    isWriting = false;

    const read = (await Promise.all(tails)).reduce((sum, events) => sum + events, 0);
    const { rows } = await database.pool.query<{ events: string }>('select count(*) as events from event_log.events');
    expect(read).toBe(Number(rows[0]?.events));
    expect(read).toBeGreaterThanOrEqual(eventsWanted);
    await eventually(async () => expect(await way.isThrough()).toBe(true), { timeoutMs: 5 * minutes });
    await way.stop();
    const answered = running.flatMap(({ journal }) => journalOf(journal));
    expect(await broken(database.url, answered, { isEnd: true })).toEqual([]);
    process.stderr.write(`  ${read} events in ${answered.length} appends of ${writers} writers\n`);
  }, 30 * minutes);

  it('get a lane back from a process that is frozen while it holds it, and stays so', async () => {
    const log = await createPostgresEventLog({ connectionString: database.url, logger: silentLogger });
    const { child, journal } = startWriters('frozen', { eventsPerWriter: 4, holds: true });
    const holder = async () =>
      (await database.pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and database = (select oid from pg_database where datname = current_database())`,
      )).rows;
    await eventually(async () => expect(await holder()).toHaveLength(1));
    child.kill('SIGSTOP');
    // one for each lane, whichever it is that is held
    const streams = ['tally/a', 'tally/b', 'tally/c', 'tally/d', 'tally/e', 'tally/f', 'tally/g', 'tally/h'];
    const events = [{ type: 'Counted', schemaVersion: 1, data: { number: 0, note: 'free' }, metadata: {} }];
    const answers = await Promise.all(streams.map((streamId) => log.append({ streamId, expectedVersion: 0, events })));
    expect(new Set(answers.map(({ lane }) => lane)).size).toBe(lanes);
    // it is still frozen: the server took the lane from it
    child.kill('SIGCONT');
    expect([(await child.ended).code, child.output]).toEqual([0, 'running\n']);
    expect(await broken(database.url, journalOf(journal), { isEnd: false })).toEqual([]);
    await log.close();
  }, 10 * minutes);
});

/** Reads a lane by position until nothing is written any more and the tail is empty. @returns how many events it had. */
async function follow(log: EventLog, lane: number, isWriting: () => boolean): Promise<number> {
  const versions = new Map<string, number>();
  for (let cursor = 0n; ; ) {
    const isLast = !isWriting();
    const page = await log.readLane(lane, cursor, 500);
    for (const { position, streamId, streamVersion } of page) {
      if (position !== cursor + 1n || streamVersion !== (versions.get(streamId) ?? 0) + 1) {
        throw new Error(`Lane ${lane} has version ${streamVersion} of ${streamId} at ${position}, after position ${cursor}.`);
      }
      versions.set(streamId, streamVersion);
      cursor = position;
    }
    if (isLast && page.length === 0) return Number(cursor);
    if (page.length === 0) await pause(25);
  }
}
