import { afterAll, beforeAll, expect, describe, it } from '@jest/globals';
import type { EventLog } from '@rung/event-store';
import { createLogger } from '@rung/service-kit';
import { eventually } from '@rung/testing';

import { advisoryLocks } from '../../advisory-locks.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { expectOk, importOrganisation, newWorld, people, type Running, type World } from '../../assessment.fixture.js';
import { DirectoryPublisher } from './directory-publisher.js';

let world: World;
let running: Running;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await importOrganisation(running.service.as('hr', 'hr'));
});
afterAll(async () => world?.close());

const unpublished = async () =>
  (await world.server.pool.query<{ count: number }>('select count(*)::int as count from people where revision > published')).rows[0]?.count;

/** Ends the connection that holds the publisher's lock. @returns how many there were. */
async function endPublisher(): Promise<number | null> {
  const { rowCount } = await world.server.pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
       and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = $1`,
    [advisoryLocks.directoryPublisher],
  );
  return rowCount;
}

describe('the publisher of the directory', () => {
  it('survives the loss of the connection that holds its lock, and goes on', async () => {
    await eventually(async () => expect(await unpublished()).toBe(0));
    const blocking = await world.server.pool.connect();
    await blocking.query('begin; lock table units in access exclusive mode');
    try {
      // it waits for the table now, on another connection than the one that holds the lock
      await eventually(async () => expect(await endPublisher()).toBe(1));
    } finally {
      await blocking.query('rollback');
      blocking.release();
    }
    expectOk(await running.service.as('hr', 'hr')('POST', '/directory/imports/people', { body: people.replace('Bob', 'Rob'), type: 'text/csv' }));
    await eventually(async () => expect(await unpublished()).toBe(0));
  });

  it('tells nothing older after something newer, when it lost its lock while it told', async () => {
    await eventually(async () => expect(await unpublished()).toBe(0));
    await running.stop();
    const { service, log, database } = await world.start(['api', 'projector']);
    const move = async (unit: string) => {
      const body = people.replace('Bob Brown,,backend', `Bob Brown,,${unit}`);
      expectOk(await service.as('hr', 'hr')('POST', '/directory/imports/people', { body, type: 'text/csv' }));
    };
    const logger = createLogger({ level: 'silent', name: 'publisher-test' });
    const publisher = (telling: EventLog) => new DirectoryPublisher(database.pool, telling, logger, new Matrices(database.pool));
    const { gated, reached, open } = gate(log);

    await move('it');
    const old = publisher(gated).publishSome();
    await reached;
    expect(await endPublisher()).toBe(1);
    await move('sales');
    expect(await publisher(log).publishSome()).toBe(1);
    open();
    await old;
    while ((await publisher(log).publishSome()) > 0);

    expect(await unpublished()).toBe(0);
    const { rows } = await database.pool.query<{ person: string }>("select person from people where key = 'bob'");
    const places = (await log.readStream(`person/${rows[0]!.person}`)).filter(({ type }) => type === 'PersonPlaced');
    expect(places.at(-1)?.data).toMatchObject({ unit: 'sales' });
  });
});

/** A log that looks no command up before it is opened. */
function gate(log: EventLog) {
  let reach = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const findCommand: EventLog['findCommand'] = async (id) => {
    reach();
    await opened;
    return log.findCommand(id);
  };
  const gated = new Proxy(log, {
    get: (_, name: keyof EventLog) => {
      if (name === 'findCommand') return findCommand;
      const member = log[name];
      return typeof member === 'function' ? member.bind(log) : member;
    },
  });
  return { gated, reached, open };
}
