import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import { LaneRewritten, PositionGap } from '../event-bus.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { rebuildSql } from '../rebuild/rebuild-sql.js';
import { Inbox } from './inbox.js';
import { moveResume } from './inbox-table.js';

const topic = 'rung.plan.events';

describe('the inbox', () => {
  let database: TestDatabase;
  let inbox: Inbox;

  beforeAll(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql + rebuildSql);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate inbox, inbox_cursors, inbox_voidings, inbox_void_events');
    inbox = new Inbox({ pool: database.pool, topic });
  });

  const take = (from: number, to: number, resume?: string) => inbox.take({ topic, lane: 0, events: sampleEvents(from, to), resume });
  const positions = async () => (await inbox.readLane(0, 0n, 1_000)).map((event) => Number(event.position));

  it('gives back what it took, to the letter', async () => {
    const events = [
      sampleEvent({ position: 1n, data: { text: 'Ünïcode "quoted" \\ 日本', n: 1.5, nested: [null, true] }, occurredAt: '2026-11-22', metadata: {} }),
      sampleEvent({ position: 2n, data: null }),
    ];
    await inbox.take({ topic, lane: 0, events });
    expect(await inbox.readLane(0, 0n, 10)).toEqual(events);
  });

  it('gives large events back in pieces that fit into memory, one at least', async () => {
    const large = (position: bigint, bytes: number) => sampleEvent({ position, data: randomBytes(bytes / 2).toString('hex') });
    for (let n = 1; n <= 30; n += 10) {
      await inbox.take({ topic, lane: 0, events: Array.from({ length: 10 }, (_, at) => large(BigInt(n + at), 900_000)) });
    }
    await inbox.take({ topic, lane: 0, events: [large(31n, 20_000_000)] });
    const sizes = [];
    for (let after = 0; after < 31; after += sizes.at(-1) ?? 0) sizes.push((await inbox.readLane(0, BigInt(after), 500)).length);
    expect(sizes).toEqual([10, 10, 10, 1]);
  });

  describe('whose cursor a hand has moved behind what it holds, under a consumer that stood still', () => {
    it.each([
      ['deleted', 'delete from inbox_cursors'],
      ['set back', 'update inbox_cursors set position = 2'],
    ])('goes on from what it holds: %s', async (_how, sql) => {
      await take(1, 5);
      await database.pool.query(sql);
      await inbox.take({ topic, lane: 0, events: sampleEvents(6, 7) }).catch(() => take(1, 7)); // over a gap the bus goes back to the beginning
      await take(8, 8);
      expect(await positions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(await inbox.cursor(0)).toMatchObject({ position: 8n });
    });

    it('does not forget what was voided', async () => {
      await take(1, 5);
      await inbox.forget({ id: randomUUID(), topic, lane: 0, after: 3n, epoch: '7/1/1', reason: 'why' }, '6');
      const zombie = new Inbox({ pool: database.pool, topic });
      await database.pool.query('delete from inbox_cursors');
      expect(await zombie.cursor(0)).toMatchObject({ position: 3n });
      const { rows } = await database.pool.query('select generation from inbox_cursors');
      expect(rows).toEqual([{ generation: 1 }]); // by which a consumer that stood still is told from the others
    });
  });

  it('takes a batch that comes twice once', async () => {
    await take(1, 5);
    await take(1, 5);
    await take(4, 8);
    expect(await positions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('takes a batch once that comes twice within one delivery', async () => {
    await take(1, 4);
    const handedOverTwice = [...sampleEvents(5, 10), ...sampleEvents(3, 12), ...sampleEvents(12, 13)];
    await inbox.take({ topic, lane: 0, events: handedOverTwice, resume: '30' });
    await new Inbox({ pool: database.pool, topic }).take({ topic, lane: 0, events: [...sampleEvents(12, 13), ...sampleEvents(9, 15)] });
    expect(await positions()).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  });

  it('refuses a delivery that comes again within itself as other events, and takes nothing of it', async () => {
    await take(1, 4);
    const other = (position: bigint) => sampleEvent({ position, eventId: '0190a0a0-0000-7000-8000-000000000000' });
    for (const rewritten of [other(6n), other(3n)]) {
      const events = [...sampleEvents(5, 6), rewritten, ...sampleEvents(7, 7)];
      await expect(inbox.take({ topic, lane: 0, events })).rejects.toThrow(LaneRewritten);
    }
    expect(await positions()).toEqual([1, 2, 3, 4]);
  });

  it('refuses a batch that skips, and takes nothing of it', async () => {
    await take(1, 2);
    await expect(take(4, 6)).rejects.toThrow(PositionGap);
    await expect(inbox.take({ topic, lane: 0, events: [sampleEvent({ position: 3n }), sampleEvent({ position: 5n })] })).rejects.toThrow(PositionGap);
    expect(await positions()).toEqual([1, 2]);
  });

  it('refuses another event at a position that it took', async () => {
    await take(1, 3);
    const rewritten = sampleEvent({ position: 2n, eventId: '0190a0a0-0000-7000-8000-000000000000' });
    await expect(inbox.take({ topic, lane: 0, events: [rewritten] })).rejects.toThrow(LaneRewritten);
  });

  describe('on another incarnation of the log', () => {
    let registry: Registry;
    let told: string[];
    const restart = () => {
      registry = new Registry();
      told = [];
      const note = (_: object, text = '') => told.push(text);
      const logger = { ...silentLogger, warn: note, error: note };
      inbox = new Inbox({ pool: database.pool, topic, logger, registry });
    };
    const lanes = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values[0]?.value;
    const takeOf = (epoch: string, from: bigint) => inbox.take({ topic, lane: 0, events: [sampleEvent({ position: from, epoch })] });

    beforeEach(restart);

    it('tells of a new epoch once, and shows it also after a restart', async () => {
      await takeOf('7/1/0', 1n);
      expect([told, await lanes('rung_inbox_epoch_changed')]).toEqual([[], 0]);
      await takeOf('7/2/0', 2n);
      await takeOf('7/2/0', 3n);
      expect(told).toEqual([expect.stringContaining('new epoch')]);
      expect(await lanes('rung_inbox_epoch_changed')).toBe(1);
      restart();
      await inbox.cursor(0);
      expect(await lanes('rung_inbox_epoch_changed')).toBe(1);
    });

    it('notices an epoch that changed while it was down', async () => {
      await takeOf('7/1/0', 1n);
      restart();
      await inbox.cursor(0);
      await takeOf('7/2/0', 2n);
      expect(told).toEqual([expect.stringContaining('new epoch')]);
    });

    it('tells of a rewritten lane as an error, once however often it comes, until it is taken again', async () => {
      await take(1, 2);
      const rewritten = sampleEvent({ position: 2n, eventId: '0190a0a0-0000-7000-8000-000000000000' });
      for (let time = 0; time < 3; time += 1) {
        await expect(inbox.take({ topic, lane: 0, events: [rewritten] })).rejects.toThrow(LaneRewritten);
      }
      expect(told).toEqual([expect.stringContaining('rewritten')]);
      expect(await lanes('rung_inbox_lanes_rewritten')).toBe(1);
      await take(3, 3);
      expect(await lanes('rung_inbox_lanes_rewritten')).toBe(0);
    });
  });

  it('takes each event once from two consumers that deliver the same at the same time', async () => {
    const zombie = new Inbox({ pool: database.pool, topic });
    await Promise.all([inbox.cursor(0), zombie.cursor(0)]); // both have a connection
    for (let from = 1; from <= 200; from += 4) {
      const overlapping = [inbox, zombie].map((to, index) => to.take({ topic, lane: 0, events: sampleEvents(from, from + 3 + 4 * index) }));
      await Promise.all(overlapping);
    }
    expect(await positions()).toEqual(Array.from({ length: 204 }, (_, index) => index + 1));
  });

  it('takes nothing of a consumer that believes to know where it is, and is behind', async () => {
    const zombie = new Inbox({ pool: database.pool, topic });
    await zombie.cursor(0);
    await take(1, 3);
    await zombie.take({ topic, lane: 0, events: sampleEvents(1, 2) });
    expect(await inbox.cursor(0)).toMatchObject({ position: 3n });
    await zombie.take({ topic, lane: 0, events: sampleEvents(1, 5) });
    expect(await positions()).toEqual([1, 2, 3, 4, 5]);
  });

  it('hands back where the bus goes on', async () => {
    expect(await inbox.cursor(0)).toEqual({ position: 0n, resume: undefined });
    await take(1, 3, '17');
    expect(await new Inbox({ pool: database.pool, topic }).cursor(0)).toEqual({ position: 3n, resume: '17' });
    await take(2, 3, '25');
    expect(await inbox.cursor(0)).toEqual({ position: 3n, resume: '25' });
  });

  it('does not go back to where a consumer was that tells it late', async () => {
    await take(1, 3, '17');
    await take(4, 6, '25');
    await moveResume(database.pool, { topic, lane: 0, events: [], resume: '17' }, { position: 3n, generation: 0 });
    expect(await inbox.cursor(0)).toEqual({ position: 6n, resume: '25' });
  });

  it('keeps lanes apart', async () => {
    await take(1, 2);
    await inbox.take({ topic, lane: 3, events: sampleEvents(1, 4, 3) });
    expect(await inbox.lanes()).toEqual([0, 3]);
    expect(await inbox.heads()).toEqual(new Map([[0, 2n], [3, 4n]]));
  });

  it('wakes its readers, also those of another process', async () => {
    const elsewhere = new Inbox({ pool: database.pool, topic });
    const heard: string[] = [];
    const stop = [inbox.onGrowth((lane) => heard.push(`here ${lane}`)), elsewhere.onGrowth((lane) => heard.push(`there ${lane}`))];
    let next = 1;
    await eventually(async () => {
      await take(next, next);
      next += 1;
      expect(heard).toContain('here 0');
      expect(heard).toContain('there 0');
    });
    stop.forEach((end) => end());
  });
});
