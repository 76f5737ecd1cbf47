// Promise 5: whoever froze at a bad moment, was given up by everyone and wakes up again changes nothing. On real Kafka.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Failpoint } from '@rung/event-store';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase, type TestKafka } from '@rung/testing';

import { compileChildren, endChildrenAfterEach, startChild, type FaultChild } from './child.js';
import { journalOf, type CrashChildOptions } from './crash-child.js';
import { broken } from './promises.js';
import { lanes, wholeWaySql } from './whole-way.js';

const minutes = 60_000;
/** What it has in hand when it freezes: events read and not handed over, a delivery not stored, a transaction not committed, … */
const places: readonly Failpoint[] = ['relay.read', 'relay.published', 'inbox.delivered', 'projector.read', 'projector.cursor-moved', 'reaction.read', 'reaction.parked'];

/** T for a process that was stopped; nothing for one that is gone. */
const stateOf = ({ pid }: FaultChild): string | undefined => {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? /^State:\s+(\w)/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
};

beforeAll(compileChildren, 5 * minutes);
endChildrenAfterEach();

describe('a process that is frozen past its lease, its session and its transaction', () => {
  let dir: string;
  let kafka: TestKafka;
  const databases: TestDatabase[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-zombies-'));
    kafka = await kafkaForTests();
  }, 3 * minutes);
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
    await rm(dir, { recursive: true, force: true });
  }, minutes);

  /** A process freezes at a place, another takes over and brings everything through, the first wakes up and goes on. */
  const freezeAt = async (place: Failpoint): Promise<string[]> => {
    const database = await postgresForTests();
    databases.push(database);
    await database.pool.query(wholeWaySql);
    const topic = await kafka.createTopic('rung.tally.events', lanes);
    const journal = join(dir, place);
    const options: CrashChildOptions = { databaseUrl: database.url, topic, brokers: kafka.brokers, group: place, journal, upTo: 400 };
    const zombie = startChild('crash-child', { ...options, upTo: 600 }, { RUNG_FAILPOINT: `${place}#2:stop` });
    await eventually(() => expect([place, stateOf(zombie)]).toEqual([place, 'T']), { timeoutMs: 5 * minutes });
    const other = startChild('crash-child', options);
    expect([place, (await other.ended).code, other.output]).toEqual([place, 0, '']);
    expect([place, ...(await broken(database.url, journalOf(journal), { isEnd: true }))]).toEqual([place]);
    zombie.kill('SIGCONT');
    expect([place, (await zombie.ended).code, zombie.output]).toEqual([place, 0, '']);
    return broken(database.url, journalOf(journal), { isEnd: true });
  };

  it('is taken over from, and changes nothing when it wakes up', async () => {
    const found = await Promise.all(places.map(async (place) => [place, await freezeAt(place)] as const));
    expect(found).toEqual(places.map((place) => [place, []]));
  }, 20 * minutes);
});
