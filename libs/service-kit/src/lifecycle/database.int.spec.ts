import { connect, createServer, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@rung/messaging';
import { eventually, poolerBefore, postgresForTests, silentWireTo, type TestDatabase } from '@rung/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { isOutage } from '../problems/outage.js';
import { openDatabase } from './database.js';

let server: TestDatabase;

beforeAll(async () => {
  server = await postgresForTests();
});
afterAll(async () => server?.drop());

describe('the pool of a service', () => {
  it('ends the wait for a connection that nobody gives back, as an outage', async () => {
    const logger = { warn: () => undefined };
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
    const logger = { warn: () => undefined };
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

  it('outlives a connection that is ended in the same breath as it is handed on', async () => {
    const wire = await heldWireTo(server.url);
    const { pool, close } = await openDatabase({ url: wire.url, entities: [], migrations: [], logger: { warn: () => undefined }, poolSize: 1 });
    const ask = () => inTransaction(pool, (tx) => tx.query('select 1')).then(() => 'answered', isOutage);
    expect(await ask()).toBe('answered'); // the one connection is there
    wire.hold();
    const first = pool.query('select 1');
    const next = ask(); // it is given the connection as the first gives it back
    await eventually(() => expect(wire.held).toBe(1));
    const others = `datname = '${new URL(server.url).pathname.slice(1)}' and pid <> pg_backend_pid()`;
    await server.pool.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${others}`);
    await wire.letGo();
    expect((await first).rowCount).toBe(1);
    expect([await next, await ask()]).toEqual([true, 'answered']);
    await close();
    await wire.close();
  });

  it('gives up sessions that may not write, whatever is set by then', async () => {
    const logger = { warn: () => undefined };
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
    const opened = openDatabase({ url: pooler.url, entities: [], migrations: [], logger: { warn: () => undefined } });
    await expect(opened).rejects.toThrow('pool_mode = session');
    await pooler.close();
  });

  it('waits for the lock of a table that somebody reads for long without keeping others from it, and migrates then', async () => {
    await server.pool.query('create table read_for_long ()');
    class AddsAColumn1764000099000 implements MigrationInterface {
      up = (runner: QueryRunner) => runner.query('alter table read_for_long add column added int');
      down = () => Promise.resolve();
    }
    const warnings: string[] = [];
    const logger = { warn: (_about: object, message: string) => void warnings.push(message) };
    const reader = await server.pool.connect();
    try {
      await reader.query('begin');
      await reader.query('select from read_for_long');
      const opened = openDatabase({ url: server.url, entities: [], migrations: [AddsAColumn1764000099000], logger });
      const waiting = "select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'read_for_long' and not l.granted";
      await eventually(async () => expect((await server.pool.query(waiting)).rowCount).toBe(1));
      await server.pool.query('select from read_for_long'); // which stands behind it
      await eventually(() => expect(warnings).toContain('a migration waits for a lock that somebody holds'));
      await reader.query('commit');
      const { pool, close } = await opened;
      await pool.query('select added from read_for_long');
      await close();
    } finally {
      reader.release();
    }
  });
});

/** A wire that keeps what the server says until it is let go of: then a connection's answer and its end come in one piece. */
async function heldWireTo(serverUrl: string) {
  const target = new URL(serverUrl);
  let isHeld = false;
  const held = new Set<() => Promise<void>>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const ended = new Promise((resolve) => upstream.on('end', resolve));
    let kept = Buffer.alloc(0);
    const letGo = async () => {
      await ended;
      client.end(kept);
    };
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('close', () => upstream.destroy());
    client.pipe(upstream);
    upstream.on('data', (answer) => {
      if (!isHeld) return void client.write(answer);
      kept = Buffer.concat([kept, answer]);
      held.add(letGo);
    });
    upstream.on('end', () => !held.has(letGo) && client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    /** Of how many connections something is kept. */
    get held() {
      return held.size;
    },
    hold() {
      isHeld = true;
      held.clear();
    },
    async letGo() {
      isHeld = false;
      await Promise.all([...held].map((one) => one()));
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
