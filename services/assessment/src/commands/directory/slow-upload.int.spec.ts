import { request, type ClientRequest } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, people, type Running, type World } from '../../assessment.fixture.js';

/** More than there are connections to the database. */
const slowClients = 12;
const header = 'person,name,email,unit,manager,position\n';
const rowsOf = (client: number): string => Array.from({ length: 1_500 }, (_, at) => `slow-${client}-${at},Slow,,it,,\n`).join('');

let world: World;
let running: Running;
let hr: Caller;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  await eventually(async () => expectOk(await create()));
});
afterAll(async () => world?.close());

const create = () => hr('POST', '/cycles', { body: { name: 'Autumn', matrix: { id: 'python', version: 1 } } });

interface Upload {
  readonly sent: ClientRequest;
  readonly status: Promise<number | undefined>;
}

/** Sends the beginning of a file and no more until it is ended. */
function begin(client: number, token: string): Upload {
  const sent = request(`${running.service.url}/directory/imports/people`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'transfer-encoding': 'chunked' },
  });
  const status = new Promise<number | undefined>((resolve) => {
    sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', () => resolve(undefined));
  });
  sent.write(header + rowsOf(client));
  return { sent, status };
}

const waiting = async () =>
  (await world.server.pool.query<{ count: number }>('select count(distinct upload)::int as count from directory_uploads')).rows[0]?.count;

describe('clients that send their files slowly', () => {
  it('hold up nobody: no transaction, no lock, no connection is theirs meanwhile', async () => {
    const token = await running.service.tokenOf('hr', 'hr');
    const uploads = Array.from({ length: slowClients }, (_, client) => begin(client, token));
    await eventually(async () => expect(await waiting()).toBe(slowClients));

    // Other work has its transactions, each for a moment; one of an upload would stand as long as its client is slow.
    await eventually(async () => {
      const { rows: held } = await world.server.pool.query(
        `select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      );
      expect(held).toEqual([]);
    });
    expectOk(await create());
    expect(expectOk(await hr('POST', '/directory/imports/people', { body: people, type: 'text/csv' })).body).toEqual({ taken: 7, changed: 0 });

    const [gone, ...others] = uploads as [Upload, ...Upload[]];
    gone.sent.destroy();
    for (const { sent } of others) sent.end();
    expect(await Promise.all(others.map(({ status }) => status))).toEqual(others.map(() => 200));
    await eventually(async () => expect(await waiting()).toBe(0));
    const { rows } = await world.server.pool.query(`select count(*)::int as count from people where key like 'slow-%'`);
    expect(rows).toEqual([{ count: others.length * 1_500 }]);
  });
});
