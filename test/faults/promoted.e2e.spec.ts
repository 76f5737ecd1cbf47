// Promises 1, 4, 5, 7 and 9 where a standby is promoted under running services: with all that was acknowledged, and without the last of it.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresEventLog, eventLogSql, readGate, type EventLog } from '@rung/event-store';
import { importFromTopic, Inbox, KafkaBus, messagingSql, Relay, silentLogger, type EventBus, type Logger } from '@rung/messaging';
import { eventually, kafkaForTests, type TestKafka } from '@rung/testing';
import pg from 'pg';
import { Registry } from 'prom-client';

import { ServerPair } from './server-pair.js';
import { wholeWaySql } from './whole-way.js';
import { workOnWhatArrives } from './work-on-what-arrives.js';

const lanes = 2;
const patience = { timeoutMs: 60_000 };
let kafka: TestKafka;
beforeAll(async () => {
  kafka = await kafkaForTests();
}, 300_000);

describe('a standby that is promoted', () => {
  let dir: string;
  let pair: ServerPair;
  let topic: string;
  /** Of the service whose log it is, and of one that follows it, on the same two servers. */
  let pool: pg.Pool;
  let followerPool: pg.Pool;
  let log: EventLog;
  let bus: KafkaBus;
  let stops: (() => Promise<unknown>)[];
  let errors: string[];
  const logger: Logger = { ...silentLogger, error: (_, text = '') => void errors.push(text) };

  const poolOf = (database: string): pg.Pool => {
    const opened = new pg.Pool({ connectionString: pair.url(database), connectionTimeoutMillis: 10_000 });
    opened.on('error', () => undefined);
    return opened;
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-promoted-'));
    await chmod(dir, 0o755);
    pair = await ServerPair.start(dir, ['plan', 'follower']);
    topic = await kafka.createTopic('rung.plan.events', lanes);
    [pool, followerPool] = [poolOf('plan'), poolOf('follower')];
    await pool.query(eventLogSql({ lanes }) + messagingSql);
    await followerPool.query(wholeWaySql);
    errors = [];
    log = await createPostgresEventLog({ pool, logger: silentLogger });
    bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'plan', logger: silentLogger, watchMs: 300 });
    stops = [];
  }, 300_000);
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await bus.close();
    await log.close();
    await pool.end();
    await followerPool.end();
    await pair.stop();
    await rm(dir, { recursive: true, force: true });
  }, 60_000);

  const startRelay = async (over: EventBus = bus, leaseMs?: number): Promise<void> => {
    const relay = new Relay({ pool, log, bus: over, topic, registry: new Registry(), logger, leaseMs });
    stops.push(() => relay.stop());
    await relay.start();
  };
  const follow = async (): Promise<void> => {
    const subscription = await new Inbox({ pool: followerPool, topic }).subscribeTo(bus, kafka.uniqueName('follower'));
    stops.push(() => subscription.stop());
  };

  const goal = () => ({ streamId: `plan/${randomUUID()}`, commandId: randomUUID() });
  type Goal = ReturnType<typeof goal>;
  const set = ({ streamId, commandId }: Goal) =>
    log.append({ streamId, expectedVersion: 0, commandId, events: [{ type: 'GoalSet', schemaVersion: 1, data: {}, metadata: {} }] });
  const setGoals = (count: number) => Promise.all(Array.from({ length: count }, () => set(goal())));
  const linesOf = async (on: pg.Pool, table: string): Promise<string[]> => {
    const { rows } = await on.query<{ line: string }>(`select lane || '/' || position || ' ' || stream_id || ' ' || event_id as line from ${table} order by lane, position`);
    return rows.map(({ line }) => line);
  };
  const logLines = () => linesOf(pool, 'event_log.events');
  const followed = () => eventually(async () => expect(await linesOf(followerPool, 'inbox')).toEqual(await logLines()), patience);
  const isOpen = async () => (await readGate(pool)).isOpen;

  it('with all that was acknowledged, takes commands again by itself, also where nobody noticed that it was away', async () => {
    await startRelay();
    await follow();
    const { reacted, isRebuilt, stop } = await workOnWhatArrives({ pool: followerPool, topic, logger });
    stops.push(stop);
    await pair.waitForStandby();
    const acknowledged: string[] = [];
    let isOver = false;
    const keepSetting = async (): Promise<void> => {
      while (!isOver) {
        const asked = goal();
        // as a client does, under the same key
        for (let done = false; !done; done ||= isOver) done = await set(asked).then(() => acknowledged.push(asked.streamId) > 0, () => pause(50, false));
      }
    };
    const clients = Promise.all(Array.from({ length: 4 }, keepSetting));
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(50));
    await pair.failOver('held');
    const before = acknowledged.length;
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 50), patience);
    isOver = true;
    await clients;
    const streams = (await logLines()).map((line) => line.split(' ')[1]);
    expect(streams).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(streams).size).toBe(streams.length);
    await followed();
    await eventually(async () => expect(await isRebuilt()).toBe(true), patience);
    await eventually(async () => {
      const notOnce = 'select lane, position from inbox left join seen using (lane, position) where times is distinct from 1';
      const { rows } = await followerPool.query(`${notOnce} union all select 0, 0 from tallies where disordered > 0`);
      expect(rows).toEqual([]);
      expect([...reacted].sort()).toEqual([...streams].sort());
    }, patience);
    expect((await followerPool.query('select from parked_streams')).rowCount).toBe(0);
    expect(errors).toEqual([]);
  }, 180_000);

  it('without commands under way, too', async () => {
    await startRelay();
    await setGoals(10);
    await follow();
    await followed();
    await pair.leaveStandbyBehind();
    await pair.failOver('held');
    await eventually(async () => expect(await isOpen()).toBe(true), patience);
    await setGoals(10);
    await followed();
  }, 180_000);

  it('without the last of it, takes none until it has that back from the topic; a follower that lost the same has it again at once', async () => {
    await startRelay();
    await follow();
    await setGoals(10);
    await followed();
    await pair.leaveStandbyBehind();
    await setGoals(10);
    await followed();
    const before = await logLines();
    await pair.failOver('refused');
    await eventually(() => expect(errors).toContainEqual(expect.stringContaining('restored behind its topic')), patience);
    expect(await isOpen()).toBe(false);
    await expect(setGoals(1)).rejects.toThrow('restored');
    expect(await logLines()).toHaveLength(10);
    await eventually(async () => expect(await linesOf(followerPool, 'inbox')).toEqual(before), patience);
    await importFromTopic({ pool, topic, kept: bus.kept(topic) });
    expect(await logLines()).toEqual(before);
    await setGoals(10);
    await followed();
  }, 180_000);

  it('is not taken for complete while a relay of before has a request on its way with what it lacks', async () => {
    let letGo = (): void => undefined;
    let sending: Promise<void> | undefined;
    let isHeld = false;
    const held: EventBus = Object.assign(Object.create(bus) as EventBus, {
      publish: async (publication: Parameters<EventBus['publish']>[0]) => {
        if (isHeld) await (sending ??= new Promise((resolve) => (letGo = resolve)));
        await bus.publish(publication);
      },
    });
    stops.push(() => Promise.resolve(letGo()));
    await startRelay(held, 30_000);
    await setGoals(10);
    const handedOver = () => pool.query('select from relay_leases where position > 0');
    await eventually(async () => expect((await handedOver()).rowCount).toBe(lanes));
    await pair.leaveStandbyBehind();
    isHeld = true;
    const [lost] = await setGoals(1);
    await eventually(() => expect(sending).toBeDefined());
    isHeld = false;
    await pair.failOver('refused');
    const taken = [];
    for (let look = 0; look < 20; look += 1) taken.push(await set(goal()).then(() => 'taken', () => pause(100, 'refused')));
    expect(new Set(taken)).toEqual(new Set(['refused']));
    letGo();
    await eventually(() => expect(errors).toContainEqual(expect.stringContaining('restored behind its topic')), patience);
    expect(await isOpen()).toBe(false);
    await importFromTopic({ pool, topic, kept: bus.kept(topic) });
    expect((await logLines()).map((line) => line.split(' ')[1])).toContain(lost!.streamId);
  }, 180_000);
});
