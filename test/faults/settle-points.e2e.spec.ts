// Dies at every failpoint of settling a restored log with its topic and of following a voiding: it can be repeated, and nothing is half-done.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settleFailpoints, type Failpoint } from '@rung/event-store';
import { kafkaForTests, postgresForTests, type TestDatabase, type TestKafka } from '@rung/testing';

import { compileChildren, endChildrenAfterEach, startChild } from './child.js';
import { RestoredWay } from './restored-way.js';
import { lanes, wholeWaySql } from './whole-way.js';

const minutes = 60_000;
/** What a process must die within. */
const patienceMs = 4 * minutes;
const seed = Number(process.env['RUNG_SEED'] ?? Date.now() % 1_000_000);

/** Passed for each lane: dies behind the one lane, or behind both. */
const passedByLane: ReadonlySet<Failpoint> = new Set<Failpoint>(
  settleFailpoints.filter((name) => /^import\.(lane|end|conn|beg|lock|head|ins|comm)|^void\.recorded|^settle\.relay|^kept\.(sent|producer)|^compare\.head/.test(name)),
);
/** Passed by a consumer that reads the topic from its beginning. */
const whenReadAgain: ReadonlySet<Failpoint> = new Set(['inbox.void-lane-asked', 'inbox.void-events-read', 'voiding.known'] as const);
/** Where the log goes on as if nothing had been: no new epoch says that it was put back. */
const whenUnseen: ReadonlySet<Failpoint> = new Set(['import.gate-asked', 'import.epoch-raised', 'guard.compared', 'guard.closed'] as const);

/** What is under way when it dies there. */
const scenes = {
  import: (name: Failpoint) => name.startsWith('import.'),
  void: (name: Failpoint) => /^(void|settle|compare|kept)\./.test(name),
  follow: (name: Failpoint) => /^(voiding|inbox|guard)\./.test(name),
};
type Scene = keyof typeof scenes;

beforeAll(compileChildren, 5 * minutes);
endChildrenAfterEach();

describe('a restored log', () => {
  let dir: string;
  let kafka: TestKafka;
  const databases: TestDatabase[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-settle-'));
    kafka = await kafkaForTests();
  }, 3 * minutes);
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await rm(dir, { recursive: true, force: true });
  }, minutes);

  const newWay = async (): Promise<RestoredWay> => {
    const database = await postgresForTests();
    databases.push(database);
    await database.pool.query(wholeWaySql);
    return new RestoredWay(database, await kafka.createTopic('rung.tally.events', lanes), kafka.brokers);
  };

  const dieAt = async (way: RestoredWay, name: Failpoint, program: 'settle-child' | 'crash-child', options: object): Promise<void> => {
    const { database, topic, brokers } = way;
    const crossings = passedByLane.has(name) ? 1 + (seed % lanes) : 1;
    const child = startChild(program, { databaseUrl: database.url, topic, brokers, ...options }, { RUNG_FAILPOINT: `${name}#${crossings}` });
    const timer = setTimeout(() => child.kill('SIGTERM'), patienceMs);
    const { signal } = await child.ended;
    clearTimeout(timer);
    expect([name, signal, signal === 'SIGKILL' ? '' : child.output]).toEqual([name, 'SIGKILL', '']);
    // Commands are taken only where nothing that others took is contradicted; what was put back unseen is found out by the relay.
    const { isOpen, agrees, lanes: found } = await way.stand();
    const mayBeUnseen = whenUnseen.has(name) && name !== 'guard.closed' && name !== 'import.epoch-raised';
    if (!mayBeUnseen) expect([name, isOpen && !agrees ? found : 'well']).toEqual([name, 'well']);
  };

  /** The log is put back, a process dies at the failpoint, and what it did is done again. */
  const dieIn = async (scene: Scene, way: RestoredWay, name: Failpoint): Promise<void> => {
    const work = scene === 'import' ? 'import' : 'void';
    const { backedUp, all, lose, giveUp } = await way.live();
    if (name !== 'guard.opened') await lose();
    if (!whenUnseen.has(name)) await way.newEpoch();
    const follows = scene === 'follow';
    const settlesBefore = follows && (!name.startsWith('guard.') || name === 'guard.agreement-known');
    if (settlesBefore) await way.settle(work);
    if (whenReadAgain.has(name)) await way.database.pool.query('update inbox_cursors set resume = null');
    if (follows) await dieAt(way, name, 'crash-child', { journal: join(dir, 'journal'), group: way.newGroup(), isIdle: true });
    else await dieAt(way, name, 'settle-child', { work });
    await way.settle(work);
    expect([name, await way.stand()]).toMatchObject([name, { isOpen: true, agrees: true }]);
    const isBack = work === 'import' || name === 'guard.opened';
    expect([name, await way.log()]).toEqual([name, isBack ? all : backedUp]);
    if (!isBack) giveUp();
  };

  const dieEverywhere = async (scene: Scene): Promise<readonly Failpoint[]> => {
    const way = await newWay();
    const wanted = settleFailpoints.filter(scenes[scene]);
    for (const name of wanted) await dieIn(scene, way, name);
    await way.arriveAtLast();
    return wanted;
  };

  it('is settled when that is repeated, wherever it was cut off', async () => {
    process.stderr.write(`  settle points: RUNG_SEED=${seed}\n`);
    const crossed = (await Promise.all((Object.keys(scenes) as Scene[]).map(dieEverywhere))).flat();
    expect(crossed.sort()).toEqual([...settleFailpoints].sort());
    process.stderr.write(`  ${crossed.length} of ${settleFailpoints.length} failpoints crossed\n`);
  }, 30 * minutes);
});
