import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readGate } from '@rung/event-store';
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
});
