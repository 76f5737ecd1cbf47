import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { raiseEpoch, readGate } from '@rung/event-store';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import type { KeptTopic } from '../event-bus.js';
import { messagingSql } from '../messaging-sql.js';
import { importFromTopic, republish, voidInTopic } from './reconcile.js';

const topic = 'rung.plan.events';

describe('a log that is settled', () => {
  let database: TestDatabase;
  let source: TemporaryLog;
  beforeEach(async () => {
    database = await postgresForTests({ poolSize: 8 });
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 1);
  });
  afterEach(async () => {
    await source?.log.close();
    await database?.drop();
  });

  /** A topic that holds nothing, and that is slow to say so. */
  function slowTopic() {
    let isAsked = (): void => undefined;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const kept: KeptTopic = {
      ends: async () => {
        isAsked();
        await answered;
        return new Map([[0, { from: 0n, to: 0n }]]);
      },
      read: () => Promise.resolve(),
      mustKeepAll: () => Promise.resolve(),
      void: () => Promise.reject(new Error('nothing is voided here')),
    };
    return { kept, asked, answer };
  }

  it('is settled by nobody else meanwhile, whatever they would do, and by the next one afterwards', async () => {
    const { kept, asked, answer } = slowTopic();
    const { pool } = database;
    const first = importFromTopic({ pool, topic, kept });
    await asked;
    const others = [importFromTopic({ pool, topic, kept }), voidInTopic({ pool, topic, kept }, 'why'), republish({ pool, topic, kept })];
    for (const outcome of await Promise.allSettled(others)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'ReconcileRefused', message: expect.stringContaining('Somebody else settles this log') } });
    }
    answer();
    expect(await first).toMatchObject([{ lane: 0, onlyInTopic: 0 }]);
    expect(await voidInTopic({ pool, topic, kept }, 'why')).toHaveLength(1);
    expect((await readGate(pool)).isOpen).toBe(true);
  });

  it('is settled by nobody who has lost the lock meanwhile, as somebody else may have settled it otherwise', async () => {
    const { kept, asked, answer } = slowTopic();
    const { pool } = database;
    const first = importFromTopic({ pool, topic, kept });
    first.catch(() => undefined);
    await asked;
    await pool.query("select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
    await raiseEpoch(pool);
    answer();
    await expect(first).rejects.toThrow();
    expect((await readGate(pool)).isOpen).toBe(false);
  });

  it('has an epoch of its own after each restore, be it of the same backup and in the same second', async () => {
    const before = await database.copy();
    await raiseEpoch(database.pool);
    await raiseEpoch(before.pool);
    const [one, other] = await Promise.all([readGate(database.pool), readGate(before.pool)]);
    await before.drop();
    expect(one.epoch).not.toBe(other.epoch);
  });
});
