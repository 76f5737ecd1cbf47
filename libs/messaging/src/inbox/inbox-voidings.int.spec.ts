import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import type { Voiding } from '../event-bus.js';
import { messagingSql } from '../messaging-sql.js';
import { projectBatch } from '../projection/project-batch.js';
import { openCursor } from '../projection/projection-cursors.js';
import { rebuildSql } from '../rebuild/rebuild-sql.js';
import { Inbox } from './inbox.js';

const topic = 'rung.plan.events';
const voiding: Voiding = { id: '0190a0a0-0000-7000-8000-00000000000f', topic, lane: 0, after: 2n, epoch: '7:1:9', reason: 'a snapshot was put back' };
const other = (position: bigint) => sampleEvent({ position, eventId: `0190a0a0-0000-7000-8000-0000000001${position}0` });

describe('an inbox whose producer declared events void', () => {
  let database: TestDatabase;
  let inbox: Inbox;
  beforeAll(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql + rebuildSql);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate inbox, inbox_cursors, inbox_voidings, inbox_void_events, projection_cursors, projection_rebuilds');
    inbox = new Inbox({ pool: database.pool, topic });
    await inbox.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
  });

  const ids = async () => (await inbox.readLane(0, 0n, 100)).map(({ eventId }) => eventId);
  const goneOn = [...sampleEvents(1, 2).map(({ eventId }) => eventId), other(3n).eventId];

  it('forgets them, and takes what the producer has at their positions', async () => {
    await inbox.forget(voiding, '6');
    expect(await inbox.cursor(0)).toEqual({ position: 2n, resume: '6' });
    await inbox.take({ topic, lane: 0, events: [other(3n)], resume: '7' });
    expect(await ids()).toEqual(goneOn);
  });

  it('forgets once, and takes nothing void again, when the topic is read from its beginning', async () => {
    await inbox.forget(voiding, '6');
    await inbox.take({ topic, lane: 0, events: [other(3n)], resume: '7' });
    for (const again of [inbox, new Inbox({ pool: database.pool, topic })]) {
      await again.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
      await again.forget(voiding, '6');
      await again.take({ topic, lane: 0, events: [other(3n)], resume: '7' });
      expect(await ids()).toEqual(goneOn);
    }
  });

  it('takes nothing void again though nothing has come in its place yet', async () => {
    await inbox.forget(voiding, '6');
    await inbox.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
    expect(await ids()).toEqual(goneOn.slice(0, 2));
  });

  it('leaves a projection what it holds when nothing of it is void', async () => {
    await openCursor(database.pool, 'goals', 0, topic);
    await inbox.forget({ ...voiding, after: 5n }, '6');
    expect((await database.pool.query('select from projection_cursors where awaits_rebuild')).rowCount).toBe(0);
  });

  it('stops every projection of the topic, also one that has read what is void and is about to write it', async () => {
    let written = 0;
    const projection = { name: 'goals', feed: inbox, project: () => Promise.resolve(void (written += 1)) };
    await openCursor(database.pool, 'goals', 0, topic);
    await openCursor(database.pool, 'of another feed', 0, 'rung.matrix.events');
    const events = await inbox.readLane(0, 0n, 5);
    await inbox.forget(voiding, '6');
    expect(await projectBatch(database.pool, projection, { lane: 0, after: 0n, events, mayPark: false })).toEqual({ kind: 'locked' });
    expect(written).toBe(0);
    const { rows } = await database.pool.query('select projection from projection_cursors where awaits_rebuild');
    expect(rows).toEqual([{ projection: 'goals' }]);
    const wanted = await database.pool.query('select projection, build, finished_at from projection_rebuilds');
    expect(wanted.rows).toEqual([{ projection: 'goals', build: null, finished_at: null }]);
  });
});
