// What the store survives: cut connections, lost answers, frozen clients, lost notifications, a server that is away.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, newStream, noted } from '../contract/log-under-test.js';
import type { Append, Appended, EventLog } from '../event-log.js';
import { faultyWire, type FaultyWire } from './faulty-wire.fixture.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { logOn, silent, type Database } from './postgres-log.fixture.js';
import { CommitUnknown, LogUnavailable } from './store-errors.js';

const cuts = 48;
const writers = 16;

describe('The PostgreSQL log', () => {
  let database: Database;
  let underTest: LogUnderTest;
  let log: EventLog;
  let wire: FaultyWire;
  let faulty: EventLog;
  beforeEach(async () => {
    database = await postgresForTests();
    underTest = await logOn(database, { lanes: 1 });
    log = await underTest.open();
    wire = await faultyWire(database.url);
    faulty = await createPostgresEventLog({ connectionString: wire.url, logger: silent });
  });
  afterEach(async () => {
    await faulty.close();
    await wire.close();
    await underTest.dispose();
  });

  const sessions = (name: string, action: string) =>
    database.pool.query(
      `select ${action} from pg_stat_activity where datname = current_database() and application_name like $1`,
      [name],
    );
  const cut = async (name: string): Promise<number> => (await sessions(name, 'pg_terminate_backend(pid)')).rowCount ?? 0;

  /** As a client does: what is unknown, or was not taken, is asked again under the same key. */
  const asPatientClient = async (own: EventLog, asked: Append): Promise<Appended> => {
    for (;;) {
      try {
        return await own.append(asked);
      } catch (error) {
        if (!(error instanceof CommitUnknown || error instanceof LogUnavailable)) throw error;
      }
    }
  };

  it('loses and doubles nothing while its connections are cut again and again', async () => {
    const logs = [log, await underTest.open()];
    let writing = true;
    const acknowledged = new Map<string, number>();
    const writer = async (own: EventLog): Promise<void> => {
      while (writing) {
        const stream = newStream();
        for (let version = 0; version < 3; version += 1) {
          const asked = appendOf(stream, version, { commandId: randomUUID(), events: [noted(`${version}`)] });
          const answer = await asPatientClient(own, asked);
          expect(answer.version).toBe(version + 1);
          acknowledged.set(stream, answer.version);
        }
      }
    };
    const load = Promise.all(Array.from({ length: writers }, (_, n) => writer(logs[n % logs.length]!)));
    for (let done = 0; done < cuts; done += await cut('rung-log-append%')) await pause(Math.random() * 30);
    writing = false;
    await load;

    const seen = new Map<string, number>();
    for (let after = 0n; ; ) {
      const page = await log.readLane(0, after, 1_000);
      if (page.length === 0) break;
      for (const { streamId } of page) seen.set(streamId, (seen.get(streamId) ?? 0) + 1);
      after = page.at(-1)!.position;
    }
    expect(seen).toEqual(acknowledged);
  });

  it.each([
    ['with a command id', { commandId: randomUUID() }],
    ['without one', {}],
  ])('stores an append %s once when its answer is lost after the commit', async (_, key) => {
    await faulty.append(appendOf(newStream(), 0));
    for (let round = 0; round < 5; round += 1) {
      const asked = appendOf(newStream(), 0, 'commandId' in key ? { commandId: randomUUID() } : {});
      wire.loseNextAnswer();
      expect(await faulty.append(asked)).toMatchObject({ version: 1, lane: 0, position: BigInt(round + 2), repeated: false });
      expect(await log.readStream(asked.streamId)).toHaveLength(1);
    }
  });

  it('finds out by itself that the network died after the commit, and stores the append once', async () => {
    await faulty.append(appendOf(newStream(), 0));
    wire.hushNextAnswer();
    const asked = appendOf(newStream(), 0, { commandId: randomUUID() });
    expect(await faulty.append(asked)).toMatchObject({ version: 1, position: 2n, repeated: false });
    expect(await log.readStream(asked.streamId)).toHaveLength(1);
  });

  it('takes no other process for itself that answers the same command while its own request is lost', async () => {
    await faulty.append(appendOf(newStream(), 0));
    const asked = appendOf(newStream(), 0, { commandId: randomUUID() });
    wire.loseNextRequest(() => log.append(asked));
    expect(await faulty.append(asked)).toMatchObject({ version: 1, position: 2n, repeated: true });
    expect(await log.readStream(asked.streamId)).toHaveLength(1);
  });

  it('tells other processes of a commit whose answer was lost', async () => {
    const told: (string | undefined)[] = [];
    const listening = await database.pool.connect();
    try {
      listening.on('notification', ({ payload }) => told.push(payload));
      await listening.query('listen rung_event_log');
      await faulty.append(appendOf(newStream(), 0));
      await eventually(() => expect(told).toEqual(['0']));
      wire.loseNextAnswer();
      await faulty.append(appendOf(newStream(), 0));
      await eventually(() => expect(told).toEqual(['0', '0']));
    } finally {
      listening.release(true);
    }
  });

  it('tells a conflict with another from an append of its own whose answer was lost', async () => {
    const stream = newStream();
    await log.append(appendOf(stream, 0));
    wire.loseNextAnswer();
    await expect(faulty.append(appendOf(stream, 0))).rejects.toMatchObject({ currentVersion: 1 });
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('gets its lane back from a writer that froze between execute and sync', async () => {
    await Promise.all([faulty.append(appendOf(newStream(), 0)), log.append(appendOf(newStream(), 0))]);
    wire.freezeNextAppend();
    const stream = newStream();
    const frozen = faulty.append(appendOf(stream, 0));
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and database =
          (select oid from pg_database where datname = current_database())`,
      );
      expect(rows).toHaveLength(1);
    });
    await log.append(appendOf(newStream(), 0));
    // transaction_timeout took the lane back, and not the frozen one's own patience with its connection.
    expect(wire.frozenEndedBy()).toBe('server');
    // It finds out and asks again by itself.
    expect(await frozen).toMatchObject({ version: 1, repeated: false });
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('says that nothing was stored when the server cannot be reached', async () => {
    await wire.close();
    const asked = appendOf(newStream(), 0, { commandId: randomUUID() });
    await expect(faulty.append(asked)).rejects.toBeInstanceOf(LogUnavailable);
    expect((await log.append(asked)).repeated).toBe(false);
  });

  it('tries to listen to a server that is away one try at a time, and says so once', async () => {
    const { port } = new URL(wire.url);
    const warnings: string[] = [];
    const logger = { ...silent, warn: (_about: unknown, message: string) => void warnings.push(message) };
    const listening = await createPostgresEventLog({ connectionString: wire.url, logger });
    await wire.close();
    let tries = 0;
    const refusing = createServer((socket) => {
      tries += 1;
      socket.destroy();
    }).listen(Number(port), '127.0.0.1');
    let looks = 0;
    const stop = listening.onGrowth(() => (looks += 1));
    // at both clocks of the log's: it polls once a second, and tries to listen four times
    await eventually(() => expect(looks).toBeGreaterThanOrEqual(6));
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThanOrEqual(5 * (looks + 1));
    expect(warnings.filter((message) => message.includes('listened'))).toHaveLength(1);
    stop();
    await listening.close();
    await new Promise((resolve) => refusing.close(resolve));
  });

  it('asks a server that lets nobody in for a connection to notify over now and then, however often there are commits', async () => {
    const commits = 200;
    await faulty.append(appendOf(newStream(), 0));
    await eventually(async () => expect((await sessions('rung-log-signal', 'pid')).rowCount).toBe(1));
    wire.refuseNewcomers();
    await cut('rung-log-signal');
    for (let nth = 0; nth < commits; nth += 1) await faulty.append(appendOf(newStream(), 0));
    expect(wire.refused()).toBeGreaterThan(0);
    expect(wire.refused()).toBeLessThan(commits / 4);
  });

  it('hears of commits again after its listening connection was cut', async () => {
    let told = 0;
    const listening = async () => (await sessions('rung-log-signal', 'pid')).rows.map((row) => Object.values(row)[0]);
    const writing = await underTest.open();
    const stop = log.onGrowth(() => (told += 1));
    await eventually(async () => expect(await listening()).toHaveLength(1));
    const [first] = await listening();
    await cut('rung-log-signal');
    await eventually(async () => {
      const [now] = await listening();
      expect(now).toBeDefined();
      expect(now).not.toBe(first);
    });
    const before = told;
    await writing.append(appendOf(newStream(), 0));
    await eventually(async () => expect(told).toBeGreaterThan(before));
    stop();
  });
});
