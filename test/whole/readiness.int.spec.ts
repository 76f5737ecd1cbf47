import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';

import { startWholeRung, type WholeRung } from './whole-rung.js';

let rung: WholeRung;
let keys: TestDatabase;
beforeAll(async () => {
  rung = await startWholeRung();
  keys = await postgresForTests();
}, 300_000);
afterAll(async () => {
  await rung?.close();
  await keys?.drop();
});

const ready = async (): Promise<[number, unknown]> => {
  const answer = await fetch(`${rung.service.url}/ready`);
  const { checks } = (await answer.json()) as { checks?: { name: string }[] };
  return [answer.status, checks?.map(({ name }) => name)];
};

/** From now on the server lets nobody into the database, or everybody again. */
async function setOpen(database: TestDatabase, isOpen: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await keys.pool.query(`alter database "${name}" allow_connections ${isOpen}`);
  if (!isOpen) await keys.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

describe('a process whose database is away', () => {
  it.each(['matrix', 'assessment', 'reporting'] as const)('is alive and not ready, says that it is that of %s, and is ready again when it is back', async (service) => {
    await eventually(async () => expect(await ready()).toEqual([200, undefined]));
    await setOpen(rung.databases[service], false);
    try {
      await eventually(async () => expect(await ready()).toEqual([503, [`${service}-database`]]));
      expect((await fetch(`${rung.service.url}/live`)).status).toBe(200);
    } finally {
      await setOpen(rung.databases[service], true);
    }
    await eventually(async () => expect(await ready()).toEqual([200, undefined]));
  });
});
