// A log that was restored takes nothing until it is opened: in the one function that writes, so in every process.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { postgresForTests } from '@rung/testing';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, newStream } from '../contract/log-under-test.js';
import type { EventLog } from '../event-log.js';
import { closeGate, openGate, raiseEpoch, readGate } from './epoch-gate.js';
import { epochGateSql } from './event-log-sql.js';
import { logOn, type Database } from './postgres-log.fixture.js';
import { LogRestored } from './store-errors.js';

describe('A log whose epoch changed', () => {
  let database: Database;
  let underTest: LogUnderTest;
  let log: EventLog;
  beforeEach(async () => {
    database = await postgresForTests();
    underTest = await logOn(database, { lanes: 1 });
    log = await underTest.open();
  });
  afterEach(() => underTest.dispose());

  const append = (streamId = newStream()) => log.append(appendOf(streamId, 0));

  it('takes nothing, is read as ever, and takes all again once it is opened', async () => {
    const streamId = newStream();
    await append(streamId);
    await raiseEpoch(database.pool);
    const refused = await Promise.allSettled([append(), append(), append()]);
    expect(refused.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof LogRestored)).toEqual([true, true, true]);
    expect(await log.readStream(streamId)).toHaveLength(1);
    expect(await log.heads()).toEqual([1n]);

    await openGate(database.pool);
    expect((await append()).position).toBe(2n);
  });

  it('is closed by a timeline or a system that it was not opened under, without anybody saying so', async () => {
    // As the data of an earlier epoch are after a point-in-time recovery, a promotion, or a dump into another cluster.
    await database.pool.query("update event_log.log_settings set opened_under = '7:1:0'");
    expect(await readGate(database.pool)).toMatchObject({ isOpen: false });
    await expect(append()).rejects.toThrow(LogRestored);
  });

  it('can be closed without another epoch', async () => {
    await closeGate(database.pool);
    await expect(append()).rejects.toThrow(LogRestored);
  });

  it('never had the epoch that a restore gives it', async () => {
    const { epoch } = await readGate(database.pool);
    await raiseEpoch(database.pool);
    const raised = (await readGate(database.pool)).epoch;
    await raiseEpoch(database.pool);
    expect(new Set([epoch, raised, (await readGate(database.pool)).epoch]).size).toBe(3);
  });

  it('has an epoch of the time when it was raised, as another restore of the same backup has, and a later one where the clock was put back', async () => {
    const raisedFrom = async (counter: string) => {
      await database.pool.query('update event_log.log_settings set epoch_counter = $1', [counter]);
      const { rows: before } = await database.pool.query<{ time: string }>('select (extract(epoch from clock_timestamp()) * 1000000)::bigint as time');
      await raiseEpoch(database.pool);
      const { rows: after } = await database.pool.query<{ counter: string }>('select epoch_counter as counter from event_log.log_settings');
      return { at: BigInt(before[0]!.time), counter: BigInt(after[0]!.counter) };
    };
    const { at, counter } = await raisedFrom('7');
    expect(counter >= at).toBe(true);
    expect((await raisedFrom('9000000000000000')).counter).toBe(9_000_000_000_000_001n);
  });

  it('is open after the migration of a log that knew no gate', async () => {
    await database.pool.query('alter table event_log.log_settings drop column opened_under');
    await database.pool.query(epochGateSql);
    await append();
    expect(await readGate(database.pool)).toMatchObject({ isOpen: true });
  });
});
