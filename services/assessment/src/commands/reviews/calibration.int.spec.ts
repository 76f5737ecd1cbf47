// Another grade than the proposed one: who may decide on it, who reads why, and what is left when the person is forgotten.
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Answer, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, type Running, type World } from '../../assessment.fixture.js';

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);
const reason = 'carried the migration alone';

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

const confirm = (person: string, body: object, as: Caller = hr, headers: Readonly<Record<string, string>> = {}) =>
  as('POST', `/cycles/${cycle}/participants/${person}/confirmation`, { body, headers });
const read = async (person: string, as: Caller) => expectOk(await as('GET', `/cycles/${cycle}/participants/${person}`)).body;
const keysOf = async (person: string) =>
  (await running.database.pool.query<{ purpose: string }>('select purpose from sealing_keys where subject = $1 order by 1', [idOf(person)])).rows.map(({ purpose }) => purpose);
const forget = (person: string, purpose = '') => running.database.pool.query('delete from sealing_keys where subject = $1 and ($2 = \'\' or purpose = $2)', [idOf(person), purpose]);
const written = async () => (await running.log.heads()).reduce((sum, head) => sum + head, 0n);

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await openCycle(running.service);
  for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
  await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants.proposed).toBe(5));
});
afterAll(async () => world?.close());

describe('a grade that is calibrated', () => {
  const refused: [string, () => Promise<Answer>, number, string, string | undefined][] = [
    ['by the manager', () => confirm('bob', { grade: 'Senior', reason }, running.service.as('anna')), 403, 'calibration-not-yours', undefined],
    ['without a reason', () => confirm('bob', { grade: 'Senior' }), 422, 'reason-required', '/reason'],
    ['to none without a reason', () => confirm('bob', { grade: null }), 422, 'reason-required', '/reason'],
    ['for a reason of white space', () => confirm('bob', { grade: 'Senior', reason: '  ' }), 400, 'invalid-request', '/reason'],
    ['to a level that the matrix does not have', () => confirm('bob', { grade: 'Guru', reason }), 422, 'unknown-level', '/grade'],
    ['to what was proposed', () => confirm('bob', { grade: 'Mid', reason }), 400, 'invalid-request', '/reason'],
    ['to nothing said', () => confirm('bob', { reason }), 400, 'invalid-request', '/reason'],
    ['in an older version', () => confirm('bob', { grade: 'Senior', reason }, hr, { 'if-match': '"1"' }), 409, 'version-conflict', undefined],
    ['of who takes no part', () => confirm('sam', { grade: 'Senior', reason }), 404, 'not-found', undefined],
    ['as the own one', () => confirm('bob', { grade: 'Senior', reason }, running.service.as('bob', 'hr')), 403, 'own-grade', undefined],
  ];
  it.each(refused)('is refused %s, with the field and the way out, and nothing is written', async (_name, act, status, code, pointer) => {
    const before = [await written(), await keysOf('bob'), await keysOf('sam')];
    const { status: answered, body } = await act();
    expect([answered, body.code, body.errors?.[0].pointer]).toEqual([status, code, pointer]);
    expect([await written(), await keysOf('bob'), await keysOf('sam')]).toEqual(before);
  });

  it('is one of the matrix, by any name, decided by HR for a reason; what was proposed stays beside it', async () => {
    const { version, grade } = await read('bob', hr);
    expect(grade).toMatchObject({ level: 'Middle', calibration: null, confirmedAs: null });
    const key = { 'idempotency-key': randomUUID(), 'if-match': `"${version}"` };
    const first = expectOk(await confirm('bob', { grade: 'senior', reason }, hr, key));
    expect(first.body).toEqual({ version: version + 1 });
    expect((await confirm('bob', { grade: 'senior', reason }, hr, key)).body).toEqual(first.body);
    expect((await confirm('bob', { grade: 'Junior', reason }, hr, key)).body.code).toBe('idempotency-key-reused');
    expect((await confirm('bob', { grade: 'Junior', reason })).body.code).toBe('grade-already-confirmed');
    await eventually(async () => expect((await read('bob', hr)).grade).toMatchObject({ level: 'Senior', explanation: { grade: 'Middle' }, confirmedAs: 'calibration', confirmedBy: idOf('hr'), calibration: { from: 'Middle', reason } }));
  });

  it('shows its reason to HR; the manager is told that there is one, and the person nothing yet', async () => {
    expect((await read('bob', running.service.as('anna'))).grade).toMatchObject({ level: 'Senior', confirmedBy: idOf('hr'), calibration: { from: 'Middle', reason: null } });
    const own = await read('bob', running.service.as('bob'));
    expect([own.state, own.grade]).toEqual(['launched', undefined]);
    expect((await read('bob', running.service.as('bob', 'hr'))).grade).toBeUndefined();
  });

  it('is released as what it was calibrated to, and then shows the person why, and in which role it was decided, never who did', async () => {
    expectOk(await confirm('carol', {}, running.service.as('anna')));
    expectOk(await hr('POST', `/cycles/${cycle}/release`, { body: { confirmedOnly: true } }));
    const own = await eventually(async () => {
      const released = await read('bob', running.service.as('bob'));
      expect(released.state).toBe('released');
      return released;
    });
    expect(own.grade).toMatchObject({ level: 'Senior', confirmedAs: 'calibration', confirmedBy: null, calibration: { from: 'Middle', reason } });
    expect(JSON.stringify(own)).not.toContain(idOf('hr'));
    await eventually(async () => expect((await read('carol', running.service.as('carol'))).grade).toMatchObject({ confirmedAs: 'manager', confirmedBy: null, calibration: null }));
  });

  it('may be, after the release, one that was launched by a build that drew no key for reasons', async () => {
    await forget('eve', 'calibration');
    expectOk(await confirm('eve', { grade: 'Middle', reason }));
    await eventually(async () => expect((await read('eve', running.service.as('eve'))).grade).toMatchObject({ level: 'Middle', calibration: { reason } }));
    expect(await keysOf('eve')).toEqual(['calibration', 'evidence', 'observation']);
  });
});

describe('the reason', () => {
  it('is readable in no table and in no line of the log', async () => {
    const { pool } = running.database;
    const { rows } = await pool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
    for (const { name } of rows) expect([name, (await pool.query(`select from ${name} as row where strpos(row::text, $1) > 0`, ['migration alone'])).rowCount]).toEqual([name, 0]);
    expect(world.logged()).not.toContain('migration alone');
  });

  it('is gone for everybody with the keys of a person who is forgotten; that there was one is not', async () => {
    await forget('bob');
    for (const as of [hr, running.service.as('bob')]) expect((await read('bob', as)).grade).toMatchObject({ level: 'Senior', calibration: { from: 'Middle', reason: null } });
  });

  it('is not asked for again once the keys are gone', async () => {
    await forget('dave');
    const { status, body } = await confirm('dave', { grade: 'Senior', reason });
    expect([status, body.code, await keysOf('dave')]).toEqual([404, 'not-found', []]);
  });
});
