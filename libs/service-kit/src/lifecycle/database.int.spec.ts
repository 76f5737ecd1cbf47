import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@rung/messaging';
import { poolerBefore, postgresForTests, silentWireTo, type TestDatabase } from '@rung/testing';

import { isOutage } from '../problems/outage.js';
import { openDatabase } from './database.js';

let server: TestDatabase;

beforeAll(async () => {
  server = await postgresForTests();
});
afterAll(async () => server?.drop());

describe('the pool of a service', () => {
  it('ends the wait for a connection that nobody gives back, as an outage', async () => {
    const logger = { error: () => undefined };
    const { pool, close } = await openDatabase({ url: server.url, entities: [], migrations: [], logger, poolSize: 1, mostWaitMs: 1_000 });
    const held = await pool.connect();
    const refusal = await pool.query('select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(isOutage(refusal)).toBe(true);
    held.release();
    expect((await pool.query('select 1')).rowCount).toBe(1);
    await close();
  });

  it('gives up connections to a host that is gone without a word, for the log as for read models, and asks over others', async () => {
    const wire = await silentWireTo(server.url);
    const logger = { error: () => undefined };
    const { pool, dataSource, close } = await openDatabase({ url: wire.url, entities: [], migrations: [], logger, poolSize: 2, mostWaitMs: 2_000, mostAnswerMs: 1_000 });
    const asks = [() => pool.query('select 1'), () => dataSource.query('select 1'), () => inTransaction(pool, (tx) => tx.query('select 1'))];
    const askAll = () => Promise.all(asks.map((ask) => ask().then(() => 'answered', isOutage)));
    expect(await askAll()).toEqual(['answered', 'answered', 'answered']);
    expect(wire.silence()).toBe(3);
    await askAll(); // whoever gets one of those is told
    expect(await askAll()).toEqual(['answered', 'answered', 'answered']);
    await close();
    await wire.close();
  });

  it('gives up sessions that may not write, whatever is set by then', async () => {
    const logger = { error: () => undefined };
    const { pool, dataSource, close } = await openDatabase({ url: server.url, entities: [], migrations: [], logger, poolSize: 2 });
    const name = new URL(server.url).pathname.slice(1);
    const write = 'insert into written default values';
    await pool.query('create table written ()');
    const writeAll = () =>
      Promise.all([() => pool.query(write), () => dataSource.transaction((tx) => tx.query(write)), () => inTransaction(pool, (tx) => tx.query(write))]
        .map((ask) => ask().then(() => 'written', isOutage)));
    await dataSource.query('select 1');
    const readOnly = 'set default_transaction_read_only = on';
    await Promise.all([pool.query(readOnly), dataSource.query(readOnly)]);
    await server.pool.query(`alter database ${name} set default_transaction_read_only = on`);
    expect(await writeAll()).toEqual([true, true, true]);
    await server.pool.query(`alter database ${name} reset default_transaction_read_only`);
    expect(await writeAll()).toEqual(['written', 'written', 'written']);
    await close();
  });

  it('is not opened through a pooler that gives each transaction another session, which the start says', async () => {
    const pooler = await poolerBefore(server.url, 'transaction');
    const opened = openDatabase({ url: pooler.url, entities: [], migrations: [], logger: { error: () => undefined } });
    await expect(opened).rejects.toThrow('pool_mode = session');
    await pooler.close();
  });
});
