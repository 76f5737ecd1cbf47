// Events that come back into a log: as they were, behind its head, while it takes no commands.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, newStream, noted } from '../contract/log-under-test.js';
import type { EventLog, RecordedEvent } from '../event-log.js';
import { closeGate, openGate } from './epoch-gate.js';
import { lockNamespace } from './append-sql.js';
import { importEvents, LogIsOpen } from './importing.js';
import { logOn, type Database } from './postgres-log.fixture.js';
import { LogGap } from './store-errors.js';

describe('An import', () => {
  let database: Database;
  let underTest: LogUnderTest;
  let log: EventLog;
  const stream = newStream();
  beforeEach(async () => {
    database = await postgresForTests();
    underTest = await logOn(database, { lanes: 1 });
    log = await underTest.open();
    await log.append(appendOf(stream, 0));
    await closeGate(database.pool);
  });
  afterEach(() => underTest.dispose());

  const lost = (more: Partial<RecordedEvent> = {}): RecordedEvent => ({
    lane: 0, position: 2n, streamId: stream, streamVersion: 2, type: 'Noted', schemaVersion: 1, eventId: randomUUID(),
    occurredAt: '2026-11-22', data: null, metadata: { actor: 'a' }, epoch: log.epoch, ...more,
  });
  const bring = async (...events: readonly RecordedEvent[]) => {
    const client = await database.pool.connect();
    await importEvents(client, 0, events).finally(() => client.release());
  };
  const read = () => log.readLane(0, 1n, 10);

  it('gives events back as they were, with the answer of their command', async () => {
    const command = { id: randomUUID(), size: 2, digest: 'a1'.repeat(32) };
    const events = [lost({ command }), lost({ position: 3n, streamVersion: 3, occurredAt: '2026-11-22T10:00:00.123Z', data: { text: 'b' } })];
    await bring(...events);
    expect(await read()).toEqual(events);
    await openGate(database.pool);
    const again = await log.append(appendOf(stream, 1, { commandId: command.id, events: [noted('a'), noted('b')] }));
    expect(again).toMatchObject({ version: 3, position: 3n, repeated: true, commandDigest: command.digest });
  });

  it('is refused while the log takes commands', async () => {
    await openGate(database.pool);
    await expect(bring(lost())).rejects.toThrow(LogIsOpen);
  });

  it('waits for who holds the lane', async () => {
    const holder = await database.pool.connect();
    try {
      await holder.query('select pg_advisory_lock($1::int, 0)', [lockNamespace]);
      const brought = bring(lost());
      await eventually(async () => {
        const { rows } = await database.pool.query("select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'");
        expect(rows).toHaveLength(1);
      });
      await holder.query('select pg_advisory_unlock($1::int, 0)', [lockNamespace]);
      await brought;
    } finally {
      holder.release();
    }
    expect(await read()).toHaveLength(1);
  });

  it('keeps the lane until it is committed, so that nothing comes between its look at the head and its events', async () => {
    const other = await database.pool.connect();
    try {
      await other.query('begin');
      await other.query(
        `insert into event_log.events (lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, day_only, data, metadata)
         values (0, 99, $1, 2, 'Noted', 1, gen_random_uuid(), now(), false, 'null', '{}')`,
        [stream],
      );
      const brought = bring(lost());
      await eventually(async () => {
        const { rows } = await database.pool.query("select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'");
        expect(rows).toHaveLength(1);
      });
      const { rows } = await database.pool.query('select pg_try_advisory_lock($1::int, 0) as is_free', [lockNamespace]);
      expect(rows).toEqual([{ is_free: false }]);
      await other.query('rollback');
      await brought;
    } finally {
      other.release();
    }
  });

  it.each([
    ['that leaves a hole', { position: 3n }],
    ['that has the place of another', { position: 1n }],
  ])('is refused with an event %s', async (_, more) => {
    await expect(bring(lost(more))).rejects.toThrow(LogGap);
  });

  it('is all or nothing, and refused where a stream or a command has moved on', async () => {
    const answered = { id: (await log.readLane(0, 0n, 1))[0]!.command!.id, size: 1 };
    for (const moved of [{ streamVersion: 1 }, { streamVersion: 3, command: answered }]) {
      await expect(bring(lost(), lost({ position: 3n, ...moved }))).rejects.toMatchObject({ code: '23505' });
    }
    expect(await read()).toEqual([]);
  });
});
