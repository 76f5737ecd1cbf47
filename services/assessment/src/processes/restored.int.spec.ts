// A database that was restored, into which `rung log import` brought back the events that came after: what no event holds is
// as old as the backup.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventIdsOf, importEvents, openGate, raiseEpoch, type EventLog } from '@rung/event-store';
import { eventually, type Caller, type TestDatabase } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';
import { cyclesWithoutSecret } from '../privacy/cycles-without-secret.js';

const lanes = [0, 1];
const newCycle = { name: 'Winter', matrix: { id: 'python', version: 1 }, policy: { phasesOverlap: true } };
const tablesOf = ['roster', 'progress_reviews', 'progress_assessments', 'participants', 'assessment_forms', 'cycles'];

let world: World;
let running: Running;
let hr: Caller;
let kept: string;
let young: string;
let backup: TestDatabase;
let answered: string;
let before: Record<string, unknown[]>;

const headOf = async (number: number) => (await eventIdsOf(backup.pool, number, [])).head;
const lane = (log: EventLog, number: number, after: bigint) => log.readLane(number, after, 10_000);

async function dump(): Promise<Record<string, unknown[]>> {
  const rowsOf = async (table: string) => (await running.database.pool.query(`select * from ${table} as row order by row::text`)).rows;
  const links = 'select assessment, rater, role, state from rater_links where cycle = $1 and role <> $2 order by assessment';
  return {
    ...Object.fromEntries(await Promise.all(tablesOf.map(async (table) => [table, await rowsOf(table)] as const))),
    links: (await running.database.pool.query(links, [kept, 'peer'])).rows,
  };
}

/** What `rung log import` does, with the topic's part played by the log that was lost. */
async function importLost(lost: readonly Awaited<ReturnType<typeof lane>>[]): Promise<void> {
  await raiseEpoch(backup.pool);
  const client = await backup.pool.connect();
  for (const [number, events] of lost.entries()) await importEvents(client, number, events);
  client.release();
  await openGate(backup.pool);
}

const nominate = (rater: string) => hr('POST', `/cycles/${kept}/participants/bob/raters`, { body: { role: 'peer', rater } });

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  kept = await eventually(async () => expectOk(await hr('POST', '/cycles', { body: newCycle })).body.id as string);
  await running.stop();
  backup = await world.server.copy();

  running = await world.start();
  hr = running.service.as('hr', 'hr');
  expectOk(await hr('POST', `/cycles/${kept}/opening`));
  const own = await taskOf(running.service, 'bob', kept, 'self', 'Bob Brown');
  expectOk(await answerAll(running.service, 'bob', own.assessment, 1));
  const peers = ['carol', 'dave', 'eve'];
  for (const peer of peers) expectOk(await nominate(peer));
  const [task] = await Promise.all(peers.map((peer) => taskOf(running.service, peer, kept, 'peer', 'Bob Brown')));
  answered = task!.assessment;
  expectOk(await answerAll(running.service, 'carol', answered, 2));
  young = await openCycle(running.service);
  await eventually(async () => expect(expectOk(await hr('GET', `/cycles/${kept}`)).body).toMatchObject({ assessments: { self: { submitted: 1, open: 4 } } }));
  before = await dump();
  const lost = await Promise.all(lanes.map((number) => headOf(number).then((head) => lane(running.log, number, head))));
  await running.stop();
  await importLost(lost);
  running = await world.start(undefined, backup.url);
  hr = running.service.as('hr', 'hr');
}, 300_000);
afterAll(async () => {
  await running?.stop();
  await backup?.drop();
  await world?.close();
});

describe('a restored log whose events were imported', () => {
  it('has every participant, view and own assessment again', async () => {
    await eventually(async () => {
      const { roster, ...now } = await dump();
      const { roster: rosterBefore, ...then } = before;
      expect(now).toEqual(then);
      const ofKept = (rows: unknown[] = []) => rows.filter((row) => (row as { cycle: string }).cycle === kept);
      expect(ofKept(roster)).toEqual(ofKept(rosterBefore));
      expect(roster).toHaveLength(rosterBefore?.length ?? 0);
    });
  });

  it('finds a peer’s answer again once the peer is named again', async () => {
    expectOk(await nominate('carol'));
    const { rows } = await running.database.pool.query('select assessment, state from rater_links where role = $1', ['peer']);
    expect(rows).toEqual([{ assessment: answered, state: 'submitted' }]);
  });

  it('grades and releases the cycle that has its secret', async () => {
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${kept}/phases/${phase}/end`));
    await eventually(async () => expect(expectOk(await hr('GET', `/cycles/${kept}`)).body).toMatchObject({ participants: { launched: 5, proposed: 5 } }));
    for (const person of ['anna', 'bob', 'carol', 'dave', 'eve']) expectOk(await hr('POST', `/cycles/${kept}/participants/${person}/confirmation`));
    expectOk(await hr('POST', `/cycles/${kept}/release`));
    await eventually(async () => expect(expectOk(await hr('GET', `/cycles/${kept}`)).body).toMatchObject({ participants: { released: 5 } }));
  });

  it('says which cycle has lost its secret, and draws no other', async () => {
    expect(await cyclesWithoutSecret(backup.pool)).toEqual([young]);
    expect((await hr('POST', '/cycles', { body: { ...newCycle, id: young } })).body.code).toBe('cycle-exists');
    const refused = await hr('POST', `/cycles/${young}/participants/bob/raters`, { body: { role: 'peer', rater: 'carol' } });
    expect([refused.status, refused.body.code]).toEqual([503, 'cycle-secret-lost']);
    const { rows } = await backup.pool.query('select stream_id from parked_streams where projection = $1 and error like $2 and stream_id like $3', ['launch-reviews', '%cycle-secret-lost%', 'cycle/%']);
    expect(rows).toEqual([{ stream_id: `cycle/${young}` }]);
  });

  it('cancels that cycle, after which nothing of it is in the way', async () => {
    expectOk(await hr('POST', `/cycles/${young}/cancellation`));
    expect(await cyclesWithoutSecret(backup.pool)).toEqual([]);
    const operator = running.service.as('olga', 'operator');
    expectOk(await operator('POST', '/operator/assessment/parked/retry', { body: { projection: 'launch-reviews' } }));
    await eventually(async () => expect((await backup.pool.query('select from parked_streams')).rowCount).toBe(0));
  });
});
