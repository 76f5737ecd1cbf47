import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import type { Voiding } from '../event-bus.js';
import { messagingSql } from '../messaging-sql.js';
import { followParked } from '../parking/follow-parked.js';
import { parkingSql } from '../parking/parking-sql.js';
import { passCursor } from '../projection/passing-cursors.js';
import { projectBatch } from '../projection/project-batch.js';
import { cursorsOf, openCursor, type ProjectionCursor } from '../projection/projection-cursors.js';
import type { Projection } from '../projection/projection.js';
import { rebuildSql } from '../rebuild/rebuild-sql.js';
import { moveResume } from './inbox-table.js';
import { Inbox } from './inbox.js';

const topic = 'rung.plan.events';
/** Goes back to exactly where the frozen one stands. */
const voiding: Voiding = { id: randomUUID(), topic, lane: 0, after: 3n, epoch: '7:1:9', reason: 'restored' };
/** What the producer told in place of a void event. */
const instead = (position: bigint) => sampleEvent({ position, eventId: randomUUID() });
const idsOf = (events: readonly RecordedEvent[]) => events.map(({ eventId }) => eventId);

let database: TestDatabase;
let projected: RecordedEvent[] = [];
beforeAll(async () => {
  database = await postgresForTests();
  await database.pool.query(messagingSql + rebuildSql + parkingSql);
});
afterAll(() => database.drop());
beforeEach(async () => {
  projected = [];
  await database.pool.query(`truncate inbox, inbox_cursors, inbox_voidings, inbox_void_events, projection_cursors, projection_rebuilds,
    relay_leases, parked_streams, parking_decisions`);
});

const goals = (feed: Inbox, more: Partial<Projection> = {}): Projection => ({
  name: 'goals',
  feed,
  project: (events) => Promise.resolve(void projected.push(...events)),
  ...more,
});

/** An inbox that has taken five events, and a projection that has followed three of them. */
async function followedUpTo3(): Promise<{ inbox: Inbox; cursor: ProjectionCursor }> {
  const inbox = new Inbox({ pool: database.pool, topic });
  await inbox.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
  await openCursor(database.pool, 'goals', 0, topic);
  await database.pool.query('update projection_cursors set position = 3');
  return { inbox, cursor: (await cursorsOf(database.pool, 'goals')).get(0)! };
}

/** What a swap leaves once a rebuild has come to the inbox's head. */
const rebuilt = () => database.pool.query('update projection_cursors set position = 3, awaits_rebuild = false');

describe('who was frozen while a voiding went back to exactly its cursor', () => {
  it('stores nothing void, as a consumer with a batch in hand', async () => {
    const zombie = new Inbox({ pool: database.pool, topic });
    await zombie.take({ topic, lane: 0, events: sampleEvents(1, 2), resume: '2' });
    await zombie.take({ topic, lane: 0, events: sampleEvents(3, 3), resume: '3' });
    const living = new Inbox({ pool: database.pool, topic });
    await living.take({ topic, lane: 0, events: sampleEvents(4, 5), resume: '5' });
    await living.forget(voiding, '6');
    await zombie.take({ topic, lane: 0, events: sampleEvents(4, 5), resume: '5' });
    expect(idsOf(await zombie.readLane(0, 0n, 10))).toEqual(idsOf(sampleEvents(1, 3)));
    expect(await living.cursor(0)).toEqual({ position: 3n, resume: '6' });
    const goesOn = [instead(4n)];
    await living.take({ topic, lane: 0, events: goesOn, resume: '7' });
    await zombie.take({ topic, lane: 0, events: [...sampleEvents(4, 5), ...goesOn], resume: '7' });
    expect(idsOf(await zombie.readLane(0, 3n, 10))).toEqual(idsOf(goesOn));
  });

  it('does not say that the topic is to be read from before the voiding', async () => {
    const { inbox } = await followedUpTo3();
    await inbox.forget(voiding, '6');
    await moveResume(database.pool, { topic, lane: 0, events: [], resume: '3' }, { position: 3n, generation: 0 });
    expect(await inbox.cursor(0)).toEqual({ position: 3n, resume: '6' });
  });

  it('projects nothing void after the rebuild, and is told where to go on', async () => {
    const { inbox, cursor } = await followedUpTo3();
    const inHand = await inbox.readLane(0, 3n, 10);
    await inbox.forget(voiding, '6');
    await rebuilt();
    const outcome = await projectBatch(database.pool, goals(inbox), { lane: 0, after: cursor, events: inHand, mayPark: false });
    expect(outcome).toMatchObject({ kind: 'moved', at: { position: 3n, generation: cursor.generation + 1 } });
    expect(projected).toEqual([]);
    expect((await cursorsOf(database.pool, 'goals')).get(0)?.position).toBe(3n);
  });

  it('passes over nothing void after the rebuild', async () => {
    const { inbox, cursor } = await followedUpTo3();
    await inbox.forget(voiding, '6');
    await rebuilt();
    expect(await passCursor(database.pool, { projection: 'goals', lane: 0, from: cursor, to: 5n })).toBe(false);
  });

  it('follows nothing void of a parked stream, while the rebuild is awaited and after it', async () => {
    const { inbox } = await followedUpTo3();
    await database.pool.query("update projection_cursors set position = 5, parked = 1; insert into parked_streams values ('goals', 'plan/0-1', 0, 1, 'no such goal')");
    const retry = (then: () => Promise<unknown>) => {
      const readStream: Inbox['readStream'] = async (range) => {
        const events = await inbox.readStream(range);
        await then();
        return events;
      };
      return followParked(database.pool, goals(Object.assign(Object.create(inbox) as Inbox, { readStream })), 'plan/0-1', { action: 'retry', by: randomUUID() });
    };
    await expect(retry(() => inbox.forget(voiding, '6').then(rebuilt))).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('decide again once it is rebuilt') });
    await database.pool.query('update projection_cursors set awaits_rebuild = true');
    await expect(retry(() => Promise.resolve())).rejects.toMatchObject({ code: 'unavailable' });
    expect(projected).toEqual([]);
  });
});
