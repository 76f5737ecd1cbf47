import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@rung/messaging';
import { eventually, type Caller } from '@rung/testing';

import { advisoryLocks } from '../../advisory-locks.js';
import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';

/** Held by a test to stop a rater from being linked. */
const held = 4_711;

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

const name = async (person: string, rater: string) => expectOk(await hr('POST', `/cycles/${cycle}/participants/${person}/raters`, { body: { role: 'peer', rater } }));
const end = async (phase: string) => expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));

/** What is there about the peers of the cycle, of the participant who has this name: how many by state. */
async function peersOf(participant: string): Promise<Record<string, number>> {
  const { rows } = await world.server.pool.query<{ state: string; count: number }>(
    `select state, count(*)::int from rater_links join people using (person) where cycle = $1 and role = 'peer' and people.name = $2 group by state`,
    [cycle, participant],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** How many peers' assessments of the cycle the log has. */
async function opened(): Promise<number> {
  const { rows } = await world.server.pool.query<{ count: number }>(
    `select count(*)::int from event_log.events join rater_links on stream_id = 'assessment/' || assessment
     where type = 'AssessmentOpened' and cycle = $1 and role = 'peer'`,
    [cycle],
  );
  return rows[0]!.count;
}

/** How many wait for an advisory lock. */
async function waitingFor(lock: number): Promise<number> {
  const { rowCount } = await world.server.pool.query(
    `select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())
       and locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = $1`,
    [lock],
  );
  return rowCount ?? 0;
}

/** How many wait for somebody who has changed a row, or is about to. */
async function waitingForRows(): Promise<number> {
  const { rowCount } = await world.server.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')`,
  );
  return rowCount ?? 0;
}

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await world.start(['worker']);
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
});
afterAll(async () => world?.close());

describe('a peer who is named before the phase', () => {
  it('is opened with everybody’s, be it the only one of a participant; one whose naming the end of the phase overtakes, too', async () => {
    cycle = await openCycle(running.service, { phasesOverlap: false });
    await name('bob', 'carol');
    await world.server.pool.query(`
      create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(${held}); return new; end $$;
      create trigger hold before insert on rater_links for each row execute function hold();`);
    let last: Promise<unknown> = Promise.resolve();
    await inTransaction(world.server.pool, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [held]);
      last = name('carol', 'bob');
      await eventually(async () => expect(await waitingFor(held)).toBe(1));
      await end('self');
      await eventually(async () => expect(await waitingFor(advisoryLocks.raterCompanies)).toBeGreaterThan(0));
      expect(await opened()).toBe(0);
    });
    await last;
    await world.server.pool.query('drop trigger hold on rater_links');
    await taskOf(running.service, 'carol', cycle, 'peer', 'Bob Brown');
    await taskOf(running.service, 'bob', cycle, 'peer', 'Carol Clark');
  });
});

describe('a peer who is named later', () => {
  it('waits for company, which raters of others are not, and those who were opened before are not either', async () => {
    await name('bob', 'dave');
    for (const rater of ['carol', 'bob']) await name('eve', rater);
    for (const rater of ['carol', 'bob', 'eve']) await name('dave', rater);
    await eventually(async () => expect(await peersOf('Dave Dunn')).toEqual({ open: 3 }));
    expect(await peersOf('Bob Brown')).toEqual({ open: 1, named: 1 });
    expect(await peersOf('Eve Evans')).toEqual({ named: 2 });
  });

  it('is opened with the company that makes it complete', async () => {
    for (const rater of ['eve', 'sam']) await name('bob', rater);
    await eventually(async () => expect(await peersOf('Bob Brown')).toEqual({ open: 4 }));
  });

  it('is never opened when the phase ends before that', async () => {
    const before = await opened();
    await end('peer');
    await eventually(async () => expect(await peersOf('Eve Evans')).toEqual({ unopened: 2 }));
    expect(await opened()).toBe(before);
    await end('manager');
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants).toMatchObject({ proposed: 5 }));
  });

  it('waits as well where the cycle has moved on while the naming was under way', async () => {
    cycle = await openCycle(running.service, { phasesOverlap: false });
    let late: Promise<unknown> = Promise.resolve();
    await inTransaction(world.server.pool, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [advisoryLocks.raterCompanies]);
      late = name('bob', 'carol');
      await eventually(async () => expect(await waitingFor(advisoryLocks.raterCompanies)).toBe(1));
      await end('self');
    });
    await late;
    for (const rater of ['carol', 'bob', 'eve']) await name('dave', rater);
    await eventually(async () => expect(await peersOf('Dave Dunn')).toEqual({ open: 3 }));
    expect(await peersOf('Bob Brown')).toEqual({ named: 1 });
  });
});

describe('where the phases overlap', () => {
  it('everybody waits for company, as many as the policy lets peers count from', async () => {
    cycle = await openCycle(running.service, { grading: { minimumPeers: 4 } });
    for (const rater of ['carol', 'dave', 'eve']) await name('bob', rater);
    for (const rater of ['bob', 'dave', 'eve', 'sam']) await name('carol', rater);
    await eventually(async () => expect(await peersOf('Carol Clark')).toEqual({ open: 4 }));
    expect(await peersOf('Bob Brown')).toEqual({ named: 3 });
  });

  it('two processes open no one beside a company that they both see', async () => {
    cycle = await openCycle(running.service);
    for (const rater of ['carol', 'dave']) await name('bob', rater);
    let last: Promise<unknown> = Promise.resolve();
    await inTransaction(world.server.pool, async (tx) => {
      await tx.query(`select from rater_links where cycle = $1 and role = 'peer' for update`, [cycle]);
      await name('bob', 'eve');
      // one process is about to let the three be opened, the other waits for it, and so does who names a fourth
      await eventually(async () => expect(await waitingForRows()).toBe(1));
      await eventually(async () => expect(await waitingFor(advisoryLocks.raterCompanies)).toBe(1));
      last = name('bob', 'sam');
      await eventually(async () => expect(await waitingFor(advisoryLocks.raterCompanies)).toBe(2));
    });
    await last;
    await eventually(async () => expect(await peersOf('Bob Brown')).toEqual({ open: 3, named: 1 }));
    for (const rater of ['bob', 'dave', 'eve']) await name('carol', rater);
    await eventually(async () => expect(await peersOf('Carol Clark')).toEqual({ open: 3 }));
    expect(await peersOf('Bob Brown')).toEqual({ open: 3, named: 1 });
  });
});
