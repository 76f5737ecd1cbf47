// Dies at every failpoint, goes on, and looks each time whether the promises hold. On the log's tail and on Kafka.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failpoints, wayFailpoints, type Failpoint, type WayFailpoint } from '@rung/event-store';
import { cancelRebuild, wantRebuild } from '@rung/messaging';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';

import { compileChildren, endChildrenAfterEach, startChild } from './child.js';
import { journalOf, type Answered, type CrashChildOptions } from './crash-child.js';
import { broken } from './promises.js';
import { lanes, rebuilt, wholeWaySql } from './whole-way.js';

const minutes = 60_000;
/** What a process must die within, once its way is open. */
const patienceMs = 4 * minutes;
const seed = Number(process.env['RUNG_SEED'] ?? Date.now() % 1_000_000);

/** Passed once, or a few times, in a life: there is no third time to wait for. */
const passedSeldom: ReadonlySet<Failpoint> = new Set<Failpoint>([
  ...(['append.session-set', 'guard.gate-read', 'guard.tail-read', 'guard.tail-compared', 'guard.ends-known', 'kafka.consumer-connected', 'kafka.subscribed', 'reaction.cursor-opened'] as const),
  ...(['lease.taken', 'inbox.epochs-read', 'projector.piece-begun', 'projector.piece-undone', 'relay.start-known'] as const),
  ...wayFailpoints.filter((name) => name.startsWith('rebuild.')),
  ...(['append.connected', 'lease.prepared', 'kafka.connected', 'kafka.sought', 'projector.cursor-opened', 'projector.parked', 'projector.skips-read', 'projector.passed', 'reaction.parked'] as const),
  ...(['inbox.cursor-read', 'inbox.known-compared', 'inbox.resume-moved'] as const),
]);
/** The tail of the log brings nothing twice, and asks no broker. */
const overKafkaAlone = (name: Failpoint) => /^kafka\.|^guard\.|^inbox\.(cursor|known|resume)/.test(name);

/** Passed by a consumer that reads again what it has taken, and what the topic holds twice; the last of them when nothing new comes with it. */
const onlyWhenReadAgain: ReadonlySet<Failpoint> = new Set(['inbox.known-compared', 'inbox.resume-moved'] as const);

const whereShadowIsMade: ReadonlySet<Failpoint> = new Set(['rebuild.schema-made', 'rebuild.shapes-copied', 'rebuild.passed-over-kept'] as const);

/** Every name that the code passes, by its own words. */
function namesInCode(): string[] {
  const libs = fileURLToPath(new URL('../../libs', import.meta.url));
  const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((path) => /\/src\/.*\.ts$/.test(path) && !/\.(spec|fixture)\.ts$|node_modules|\/dist\//.test(path));
  return sources.flatMap((path) => [...readFileSync(join(libs, path), 'utf8').matchAll(/\bfailpoint\('([^']+)'\)/g)].map(([, name = '']) => name));
}

beforeAll(compileChildren, 5 * minutes);
endChildrenAfterEach();

it('knows every failpoint of the code, each at one place', () => {
  expect(namesInCode().sort()).toEqual([...failpoints].sort());
});

interface Way {
  readonly over: 'the tail of the log' | 'Kafka';
  readonly database: TestDatabase;
  readonly topic: string;
  readonly brokers?: readonly string[];
}

describe('the way from command to view', () => {
  let dir: string;
  const ways: Way[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-crash-'));
    const kafka = await kafkaForTests();
    for (let n = 0; n < 2; n += 1) {
      const topic = await kafka.createTopic('rung.tally.events', lanes);
      ways.push({ over: 'the tail of the log', database: await postgresForTests(), topic: 'rung.tally.events' });
      ways.push({ over: 'Kafka', database: await postgresForTests(), topic, brokers: kafka.brokers });
    }
    for (const { database } of ways) await database.pool.query(wholeWaySql);
  }, 3 * minutes);
  afterAll(async () => {
    for (const { database } of ways) await database.drop();
    await rm(dir, { recursive: true, force: true });
  }, minutes);

  /** Which way a failpoint is passed on: on some other one in another run. */
  const wayOf = (name: WayFailpoint): Way | undefined => {
    const possible = ways.filter(({ over }) => over === 'Kafka' || !overKafkaAlone(name));
    return possible[(wayFailpoints.indexOf(name) + seed) % possible.length];
  };

  const optionsOf = (way: Way): Omit<CrashChildOptions, 'group'> => {
    const { database, topic, brokers } = way;
    return { databaseUrl: database.url, topic, brokers, journal: join(dir, `way ${ways.indexOf(way)}`) };
  };

  /** As after a relay that never learnt that it had been heard: the next one hands the last of each lane over again. */
  const forgetHandedOver = async ({ over, database }: Way): Promise<void> => {
    if (over === 'Kafka') await database.pool.query('update relay_leases set position = greatest(position - 5, 0)');
  };

  /** A life without a failure. @returns all that was ever answered. */
  const bringThrough = async (way: Way, group: string): Promise<readonly Answered[]> => {
    const options = optionsOf(way);
    const upTo = Math.max(-1, ...journalOf(options.journal).map(({ number }) => number)) + 50;
    const child = startChild('crash-child', { ...options, group, upTo });
    const { code } = await child.ended;
    expect([way.over, group, code, code === 0 ? '' : child.output]).toEqual([way.over, group, 0, '']);
    await forgetHandedOver(way);
    const answered = journalOf(options.journal);
    expect(answered.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: upTo }, (_, number) => number));
    return answered;
  };

  /** A life after the other, each ends at another failpoint; the last one brings everything through. @returns where it died. */
  const dieEverywhere = async (way: Way): Promise<readonly Failpoint[]> => {
    const { over, database } = way;
    const options = optionsOf(way);
    const wanted = wayFailpoints.filter((name) => wayOf(name) === way);
    for (const [life, name] of wanted.entries()) {
      const crossings = passedSeldom.has(name) ? 1 : 1 + ((seed + life) % 4);
      if (whereShadowIsMade.has(name)) for (const projection of rebuilt) await cancelRebuild(database.pool, projection); // the life before may have left one
      if (onlyWhenReadAgain.has(name)) {
        for (const part of ['first', 'second']) await bringThrough(way, `${part} before ${life}`);
        await database.pool.query('update inbox_cursors set resume = null');
      }
      // A group of its own: the lanes of the one that was killed are its until its session has timed out.
      const child = startChild('crash-child', { ...options, group: `life ${life}`, isIdle: onlyWhenReadAgain.has(name), rebuilds: name.startsWith('rebuild.') }, { RUNG_FAILPOINT: `${name}#${crossings}` });
      const timer = setTimeout(() => child.kill('SIGTERM'), patienceMs);
      const { signal } = await child.ended;
      clearTimeout(timer);
      expect([over, name, signal, signal === 'SIGKILL' ? '' : child.output]).toEqual([over, name, 'SIGKILL', '']);
      expect([over, name, ...(await broken(database.url, journalOf(options.journal), { isEnd: false }))]).toEqual([over, name]);
      await forgetHandedOver(way);
    }
    for (const projection of rebuilt) await wantRebuild(database.pool, projection, 'the test');
    const answered = await bringThrough(way, 'last life');
    await eventually(async () => expect(await broken(database.url, answered, { isEnd: true })).toEqual([]));
    process.stderr.write(`  ${over}: ${wanted.length} failpoints crossed, ${answered.length} commands\n`);
    return wanted;
  };

  it('loses and doubles nothing when it is killed anywhere', async () => {
    process.stderr.write(`  crash points: RUNG_SEED=${seed}\n`);
    const crossed = await Promise.all(ways.map(dieEverywhere));
    expect([...new Set(crossed.flat())].sort()).toEqual([...wayFailpoints].sort());
    process.stderr.write(`  ${new Set(crossed.flat()).size} of ${wayFailpoints.length} failpoints crossed\n`);
  }, 30 * minutes);
});
