import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';

import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import type { Voiding } from '../event-bus.js';
import { Lease } from '../lease/lease.js';
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
    await database.pool.query('truncate inbox, inbox_cursors, inbox_voidings, inbox_void_events, projection_cursors, projection_rebuilds, relay_leases');
    inbox = new Inbox({ pool: database.pool, topic });
    // in two pieces, so that it believes to know where it is, and that nothing is void
    await inbox.take({ topic, lane: 0, events: sampleEvents(1, 3), resume: '3' });
    await inbox.take({ topic, lane: 0, events: sampleEvents(4, 5), resume: '5' });
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
    expect(await inbox.take({ topic, lane: 0, events: sampleEvents(3, 5), resume: '5' })).toBe(2n); // and says so
    expect(await ids()).toEqual(goneOn.slice(0, 2));
  });

  it('takes nothing void in a process that had not heard of the voiding, once that has the lane', async () => {
    const elsewhere = new Inbox({ pool: database.pool, topic });
    await elsewhere.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
    await inbox.forget(voiding, '6');
    expect(await elsewhere.cursor(0)).toEqual({ position: 2n, resume: '6' });
    await elsewhere.take({ topic, lane: 0, events: sampleEvents(1, 5), resume: '5' });
    expect(await ids()).toEqual(goneOn.slice(0, 2));
  });

  it('tells its readers what another process takes in the place of what it had', async () => {
    await inbox.forget(voiding, '6');
    const elsewhere = new Inbox({ pool: database.pool, topic });
    const heard: number[] = [];
    const stop = inbox.onGrowth((lane) => heard.push(lane));
    try {
      await eventually(async () => {
        const { rows } = await database.pool.query(
          "select from pg_stat_activity where datname = current_database() and application_name = 'rung-inbox-listener' and query like 'listen%' and state = 'idle'");
        expect(rows).toHaveLength(1);
      });
      await elsewhere.take({ topic, lane: 0, events: [other(3n)], resume: '7' });
      await eventually(() => expect(heard).toContain(0));
    } finally {
      stop();
    }
  });

  it('goes on behind a voiding that it knows', async () => {
    await inbox.forget(voiding, '6');
    await inbox.forget(voiding, '9');
    expect(await inbox.cursor(0)).toEqual({ position: 2n, resume: '9' });
  });

  it('does not go forward by one that begins where it has not come yet', async () => {
    await inbox.forget({ ...voiding, after: 8n }, '6');
    expect(await inbox.cursor(0)).toEqual({ position: 5n, resume: '6' });
  });

  it('waits for a delivery that is being stored, and forgets that as well', async () => {
    const zombie = await database.pool.connect();
    try {
      await zombie.query(`begin; update inbox_cursors set position = 6;
        insert into inbox select topic, lane, 6, stream_id, stream_version, type, schema_version, gen_random_uuid(), occurred_at, data, metadata, epoch
        from inbox where position = 5`);
      const followed = inbox.forget(voiding, '6');
      await eventually(async () => {
        const { rows } = await database.pool.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        expect(rows).toHaveLength(1);
      });
      await zombie.query('commit');
      await followed;
    } finally {
      zombie.release();
    }
    await inbox.take({ topic, lane: 0, events: [3n, 4n, 5n, 6n].map(other), resume: '7' });
    expect(await ids()).toEqual([...goneOn, ...[4n, 5n, 6n].map((position) => other(position).eventId)]);
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
    const rebuilding = new Lease({ pool: database.pool, name: 'rebuild goals', lane: 0 });
    await rebuilding.acquire();
    await database.pool.query("insert into projection_rebuilds (projection, requested_by, build, finished_at) values ('goals', 'an operator', 'one', now())");
    const events = await inbox.readLane(0, 0n, 5);
    await inbox.forget(voiding, '6');
    expect(await projectBatch(database.pool, projection, { lane: 0, after: { position: 0n, generation: 0 }, events, mayPark: false })).toEqual({ kind: 'locked' });
    expect(written).toBe(0);
    const { rows } = await database.pool.query('select projection from projection_cursors where awaits_rebuild');
    expect(rows).toEqual([{ projection: 'goals' }]);
    expect(await rebuilding.store(5n)).toBe(false);
    const wanted = await database.pool.query('select projection, build, finished_at from projection_rebuilds');
    expect(wanted.rows).toEqual([{ projection: 'goals', build: null, finished_at: null }]);
  });
});
