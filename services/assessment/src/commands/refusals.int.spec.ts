import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Answer, type Caller } from '@rung/testing';

import { exampleMatrix } from '../domain/example-matrix.fixture.js';
import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';

interface Cell {
  readonly competency: string;
  readonly level: string;
}

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;
let assessment: string;
let asked: Cell[];

/** All rows that commands can write; reading them twice shows that nothing was written in between. */
async function everything(): Promise<unknown> {
  const tables = ['event_log.events', 'rater_links', 'sealing_keys', 'cycle_secrets', 'roster', 'people', 'units', 'positions', 'entry_grades'];
  const counts = tables.map((table) => `(select count(*) from ${table})`).join(', ');
  const { rows } = await running.database.pool.query(`select ${counts}`);
  return rows;
}

const rated = (value: unknown, more: object[] = []) => ({ ratings: [...asked.map(({ competency, level }) => ({ competency, level, value })), ...more] });
const submit = (body: object, as = 'anna') => running.service.as(as)('POST', `/assessments/${assessment}/submission`, { body });
const nominate = (person: string, role: string, rater: string, as: Caller = hr) => as('POST', `/cycles/${cycle}/participants/${person}/raters`, { body: { role, rater } });
const newCycle = { name: 'X', matrix: { id: 'python', version: 1 } };

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await openCycle(running.service, { deadlines: { manager: new Date(world.clock.now().getTime() + 3_600_000).toISOString() } });
  ({ assessment } = await taskOf(running.service, 'anna', cycle, 'manager', 'Bob Brown'));
  asked = expectOk(await running.service.as('anna')('GET', `/assessments/${assessment}`)).body.asked as Cell[];
});
afterAll(async () => world?.close());

describe('a bad command gets its own code, and nothing is written', () => {
  const cases: [string, () => Promise<Answer>, number, string][] = [
    ['a rating of 4', () => submit(rated(4)), 400, 'invalid-request'],
    ['a rating of 1.5', () => submit(rated(1.5)), 400, 'invalid-request'],
    ['an unknown field', () => submit({ ...rated(1), author: 'me' }), 400, 'invalid-request'],
    ['an unknown competency', () => submit(rated(1, [{ competency: 'juggling', level: 'Junior', value: 1 }])), 422, 'unknown-competency'],
    ['an unknown level', () => submit(rated(1, [{ competency: 'learning', level: 'Guru', value: 1 }])), 422, 'unknown-level'],
    ['a cell twice', () => submit(rated(1, [{ competency: 'learning', level: 'Middle', value: 1 }])), 422, 'cell-rated-twice'],
    ['a cell beyond the target', () => submit(rated(1, [{ competency: 'testing', level: 'Senior', value: 1 }])), 422, 'cell-not-asked'],
    ['too few answers', () => submit({ ratings: rated(1).ratings.slice(1) }), 422, 'ratings-missing'],
    ['a 2 without the evidence that it demands', () => submit(rated(2)), 422, 'evidence-required'],
    ['evidence that is not there', () => submit({ ratings: rated(1).ratings.map((rating) => ({ ...rating, cites: [randomUUID()] })) }), 422, 'unknown-evidence'],
    ["a stranger's assessment", () => submit(rated(1), 'carol'), 404, 'not-found'],
    ['an assessment that is not there', () => running.service.as('anna')('POST', `/assessments/${randomUUID()}/submission`, { body: rated(1) }), 404, 'not-found'],
    ['a participant as the own peer', () => nominate('bob', 'peer', 'bob'), 422, 'rater-not-allowed'],
    ['the manager as a peer', () => nominate('bob', 'peer', 'anna'), 422, 'rater-not-allowed'],
    ['a rater whom nobody knows', () => nominate('bob', 'peer', 'nobody'), 422, 'rater-not-allowed'],
    ['somebody else as "self"', () => nominate('bob', 'self', 'carol'), 422, 'rater-not-allowed'],
    ['upward by who does not report to the person', () => nominate('bob', 'upward', 'carol'), 422, 'rater-not-allowed'],
    ['a second manager by who is not HR', () => nominate('bob', 'manager', 'olga', running.service.as('anna')), 422, 'rater-not-allowed'],
    ['a rater of who takes no part', () => nominate('sam', 'peer', 'bob'), 404, 'not-found'],
    ['a rater named by a colleague', () => nominate('bob', 'peer', 'carol', running.service.as('dave')), 404, 'not-found'],
    ['a participant who takes part', () => hr('POST', `/cycles/${cycle}/participants`, { body: { person: 'bob' } }), 409, 'participant-exists'],
    ['a participant of another matrix', () => hr('POST', `/cycles/${cycle}/participants`, { body: { person: 'sam' } }), 422, 'participant-without-level'],
    ['a participant whom nobody knows', () => hr('POST', `/cycles/${cycle}/participants`, { body: { person: 'nobody' } }), 404, 'not-found'],
    ['a confirmation before the proposal', () => hr('POST', `/cycles/${cycle}/participants/bob/confirmation`), 409, 'cycle-not-in-calibration'],
    ['a release before calibration', () => hr('POST', `/cycles/${cycle}/release`), 409, 'cycle-not-in-calibration'],
    ['a closing before the release', () => hr('POST', `/cycles/${cycle}/closing`), 409, 'cycle-not-released'],
    ['a phase out of turn', () => hr('POST', `/cycles/${cycle}/phases/manager/end`), 409, 'phase-not-current'],
    ['a phase that is none', () => hr('POST', `/cycles/${cycle}/phases/party/end`), 400, 'invalid-request'],
    ['a second opening', () => hr('POST', `/cycles/${cycle}/opening`), 409, 'cycle-not-draft'],
    ['a cycle that is not there', () => hr('POST', `/cycles/${randomUUID()}/opening`), 404, 'not-found'],
    ['a matrix that has not arrived', () => hr('POST', '/cycles', { body: { ...newCycle, matrix: { id: 'python', version: 2 } } }), 409, 'matrix-version-unknown'],
    ['a matrix version that no database counts to', () => hr('POST', '/cycles', { body: { ...newCycle, matrix: { id: 'python', version: 3_000_000_000 } } }), 400, 'invalid-request'],
    ['a deadline that has passed', () => hr('POST', '/cycles', { body: { ...newCycle, policy: { deadlines: { peer: '2026-01-01T00:00:00Z' } } } }), 409, 'deadline-passed'],
    ['deadlines out of order', () => hr('POST', '/cycles', { body: { ...newCycle, policy: { deadlines: { self: '2999-02-01T00:00:00Z', peer: '2999-01-01T00:00:00Z' } } } }), 400, 'invalid-request'],
    ['a group of peers\' questions that the matrix does not have', () => hr('POST', '/cycles', { body: { ...newCycle, policy: { peersAsked: { groups: ['softs'] } } } }), 400, 'invalid-request'],
    ['peers who are asked nothing', () => hr('POST', '/cycles', { body: { ...newCycle, policy: { peersAsked: { groups: [], others: 0 } } } }), 400, 'invalid-request'],
    ['a unit named twice', () => hr('POST', '/cycles', { body: { ...newCycle, population: { units: ['it', 'it'] } } }), 400, 'invalid-request'],
    ['an unknown unit', () => hr('POST', '/cycles', { body: { ...newCycle, population: { units: ['moon'] } } }), 400, 'invalid-request'],
    ['an unknown key in the policy', () => hr('POST', '/cycles', { body: { ...newCycle, policy: { grading: { generosity: 11 } } } }), 400, 'invalid-request'],
    ['a cycle id that is taken', () => hr('POST', '/cycles', { body: { ...newCycle, id: cycle } }), 409, 'cycle-exists'],
    ['a cycle by who is not HR', () => running.service.as('anna')('POST', '/cycles', { body: newCycle }), 403, 'forbidden'],
    ['a stale If-Match', () => hr('POST', `/cycles/${cycle}/cancellation`, { headers: { 'if-match': '"1"' } }), 409, 'version-conflict'],
    ['evidence of a day to come', () => running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body: { competency: 'learning', level: 'Junior', on: '2999-01-01', text: 'x' } }), 400, 'invalid-request'],
    ['evidence of a day that no database keeps', () => running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body: { competency: 'learning', level: 'Junior', on: '0000-01-01', text: 'x' } }), 400, 'invalid-request'],
    ['evidence for a cell that is not there', () => running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body: { competency: 'feedback', level: 'Junior', on: '2026-01-01', text: 'x' } }), 422, 'unknown-level'],
  ];

  it.each(cases)('%s', async (_name, act, status, code) => {
    const before = await everything();
    const answer = await act();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await everything()).toEqual(before);
  });

  it('names every cell at fault', async () => {
    const { body } = await submit(rated(3));
    expect(body.errors).toEqual([{ pointer: '/ratings/0/value', detail: expect.stringContaining('"learning"') }]);
  });

  it('an answer after the deadline, by the time at which the server had it', async () => {
    world.clock.advance({ hours: 1, seconds: 1 });
    const answer = await submit(rated(1));
    expect([answer.status, answer.body.code]).toEqual([409, 'deadline-passed']);
  });

  it('names the deadline that is at fault, and the group', async () => {
    const { body: deadline } = await hr('POST', '/cycles', { body: { ...newCycle, policy: { deadlines: { peer: '2026-01-01T00:00:00Z' } } } });
    expect(deadline.errors).toEqual([{ pointer: '/policy/deadlines/peer', detail: '2026-01-01T00:00:00Z has passed' }]);
    const { body: order } = await hr('POST', '/cycles', { body: { ...newCycle, policy: { deadlines: { self: '2999-02-01T00:00:00Z', peer: '2999-01-01T00:00:00Z' } } } });
    expect(order.errors).toEqual([{ pointer: '/policy/deadlines/peer', detail: expect.stringContaining('"self"') }]);
    const { body: group } = await hr('POST', '/cycles', { body: { ...newCycle, policy: { peersAsked: { groups: ['softs'] } } } });
    expect(group.errors).toEqual([{ pointer: '/policy/peersAsked/groups/0', detail: expect.stringContaining('it has ') }]);
  });

  it('an opening whose deadline has passed since the creation', async () => {
    const deadlines = { self: new Date(world.clock.now().getTime() + 1_000).toISOString() };
    const { body } = expectOk(await hr('POST', '/cycles', { body: { ...newCycle, policy: { deadlines } } }));
    world.clock.advance({ seconds: 2 });
    const answer = await hr('POST', `/cycles/${body.id}/opening`);
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([409, 'deadline-passed', '/policy/deadlines/self']);
  });

  it('an empty population', async () => {
    const { body } = expectOk(await hr('POST', '/cycles', { body: { ...newCycle, population: { units: ['sales'] } } }));
    const answer = await hr('POST', `/cycles/${body.id}/opening`);
    expect([answer.status, answer.body.code]).toEqual([422, 'population-empty']);
  });
});

describe('a repeated command', () => {
  it('creates one cycle', async () => {
    const call = { body: newCycle, headers: { 'idempotency-key': randomUUID() } };
    const first = expectOk(await hr('POST', '/cycles', call));
    expect((await hr('POST', '/cycles', call)).body).toEqual(first.body);
  });
  it('names a rater once', async () => {
    const peers = ['carol', 'dave', 'eve'];
    for (const peer of peers) expect((await nominate('bob', 'peer', peer)).status).toBe(204);
    for (const peer of peers) await taskOf(running.service, peer, cycle, 'peer', 'Bob Brown');
    const before = await everything();
    expect((await nominate('bob', 'peer', 'carol')).status).toBe(204);
    expect(await everything()).toEqual(before);
  });
});

describe('a version that was retired', () => {
  it('is for no new cycle, while those on it go on', async () => {
    await world.publish({ id: 'python', version: 7, hash: 'd'.repeat(64) }, exampleMatrix);
    const onSeventh = { ...newCycle, matrix: { id: 'python', version: 7 } };
    const begun = await eventually(async () => expectOk(await hr('POST', '/cycles', { body: onSeventh })));
    await world.retire('python', 7);
    await eventually(async () => {
      const refused = await hr('POST', '/cycles', { body: onSeventh });
      expect([refused.status, refused.body.code]).toEqual([409, 'matrix-version-retired']);
    });
    expect((await hr('POST', `/cycles/${begun.body.id}/opening`)).status).toBe(202);
  });
});
