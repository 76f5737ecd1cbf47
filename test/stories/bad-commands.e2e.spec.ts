import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@rung/service-kit';
import { claimDirectory, cycleIdOf, demoPeople, organisationOf, runDemo, startStandalone, Teardown, type Running } from '@rung/standalone';
import { eventually } from '@rung/testing';

import { onRunning, type Query } from './databases.js';
import { Stage } from './rung-child.js';

const minutes = 60_000;
const stage = new Stage();
const teardown = new Teardown();
afterAll(async () => {
  await teardown.close();
  await stage.clear();
}, 5 * minutes);

const organisation = organisationOf(24);
const cycle = cycleIdOf(organisation);
let running: Running;
let query: Query;

beforeAll(async () => {
  const directory = await teardown.add(await claimDirectory(await stage.directory()));
  running = await startStandalone({
    directory,
    port: 0,
    people: demoPeople(organisation),
    environment: { nodeEnv: 'test', logLevel: undefined },
    logger: createLogger({ level: 'silent', name: 'story' }),
    tell: () => undefined,
    teardown,
  });
  query = await onRunning(directory.path);
  await untilSelfPhase();
  await eventually(async () => expect(await countOf('PersonPlaced')).toBe(24), { timeoutMs: 2 * minutes });
}, 10 * minutes);

/** The demo, up to the moment when people begin to answer. */
async function untilSelfPhase(): Promise<void> {
  const enough = new AbortController();
  const progress = (line: string): void => {
    if (line.startsWith('Phase')) enough.abort();
  };
  const demo = runDemo({ services: running.services, organisation, progress, signal: enough.signal });
  await expect(demo).rejects.toMatchObject({ name: 'AbortError' });
}

async function countOf(type: string): Promise<number> {
  return (await query('rung_assessment', `select from event_log.events where type = '${type}'`)).length;
}

/** The heads of both logs. */
async function heads(): Promise<unknown> {
  const sql = 'select lane, max(position) as head from event_log.events group by lane order by lane';
  return [await query('rung_matrix', sql), await query('rung_assessment', sql)];
}

interface Told {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at whatever came
  readonly body: any;
}

interface Request {
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param person undefined for nobody in particular. */
async function call(person: string | undefined, method: 'GET' | 'POST', path: string, { body, type, headers }: Request = {}): Promise<Told> {
  const token: Record<string, string> =
    person === undefined ? {} : { authorization: `Bearer ${await running.services.tokenFor(person)}` };
  const content: Record<string, string> = body === undefined ? {} : { 'content-type': type ?? 'application/json' };
  const text = body === undefined ? undefined : type === undefined ? JSON.stringify(body) : String(body);
  const response = await fetch(running.services.assessmentUrl + path, { method, headers: { ...token, ...content, ...headers }, body: text });
  return { status: response.status, body: await response.json() };
}

interface Cell {
  readonly competency: string;
  readonly level: string;
  readonly levels: readonly string[];
  readonly evidenceRequired: boolean;
}

interface Rating {
  readonly competency: string;
  readonly level: string;
  readonly value: unknown;
}

/** What a person has to assess in a role, and an answer to it that nothing is wrong with. */
async function taskOf(rater: string, role: string): Promise<{ path: string; cells: Cell[]; ratings: Rating[] }> {
  const found = await eventually(async () => {
    const { body } = await call(rater, 'GET', `/tasks?cycle=${cycle}`);
    const task = (body.tasks as { role: string; assessment: string }[]).find((one) => one.role === role);
    expect(task).toBeDefined();
    return task;
  });
  const { body } = await call(rater, 'GET', `/assessments/${found?.assessment}`);
  const cells = body.asked as Cell[];
  const ratings = cells.map(({ competency, level }) => ({ competency, level, value: 1 }));
  return { path: `/assessments/${found?.assessment}/submission`, cells, ratings };
}

const changed = (ratings: readonly Rating[], at: number, change: Partial<Rating>): Rating[] =>
  ratings.map((rating, index) => (index === at ? { ...rating, ...change } : rating));

describe('a bad command is refused with its own code, and nothing is written', () => {
  let before: unknown;
  beforeEach(async () => {
    before = await heads();
  });
  const refused = async (told: Promise<Told>, status: number, code: string): Promise<Told['body']> => {
    const { status: got, body } = await told;
    expect([got, body.code]).toEqual([status, code]);
    expect(await heads()).toEqual(before);
    return body;
  };

  it('without a token', () => refused(call(undefined, 'POST', `/cycles/${cycle}/closing`), 401, 'unauthenticated'));

  it('with a token that somebody else signed', () => {
    const headers = { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJociJ9.' };
    return refused(call(undefined, 'POST', `/cycles/${cycle}/closing`, { headers }), 401, 'unauthenticated');
  });

  it('in the wrong role', async () => {
    await refused(call('E010', 'POST', '/cycles', { body: { name: 'Mine', matrix: { id: 'python-developer', version: 1 } } }), 403, 'forbidden');
    await refused(call('hr', 'POST', '/matrices/imports', { body: 'Level One', type: 'text/plain' }), 403, 'forbidden');
    await refused(call('E010', 'POST', '/directory/imports/people', { body: 'person', type: 'text/csv' }), 403, 'forbidden');
  });

  it('a stranger\'s assessment, exactly like one that is not there', async () => {
    const { path, ratings } = await taskOf('E010', 'self');
    const own = await refused(call('E011', 'POST', path, { body: { ratings } }), 404, 'not-found');
    const none = await refused(call('E011', 'POST', `/assessments/${randomUUID()}/submission`, { body: { ratings } }), 404, 'not-found');
    expect({ ...own, correlationId: '', instance: '' }).toEqual({ ...none, correlationId: '', instance: '' });
  });

  it('a level and a competency that the matrix does not have', async () => {
    const { path, ratings } = await taskOf('E010', 'self');
    const level = await refused(call('E010', 'POST', path, { body: { ratings: changed(ratings, 1, { level: 'Wizard' }) } }), 422, 'unknown-level');
    expect(level.errors[0].pointer).toBe('/ratings/1/level');
    const competency = { ratings: changed(ratings, 2, { competency: 'levitation' }) };
    await refused(call('E010', 'POST', path, { body: competency }), 422, 'unknown-competency');
  });

  it.each([4, -1, 1.5, '2', null])('a rating of %j', async (value) => {
    const { path, ratings } = await taskOf('E010', 'self');
    const body = await refused(call('E010', 'POST', path, { body: { ratings: changed(ratings, 1, { value }) } }), 400, 'invalid-request');
    expect(body.errors[0].pointer).toBe('/ratings/1/value');
  });

  it.each([2, 3])('a %i for what demands proof, without any', async (value) => {
    const { path, cells, ratings } = await taskOf('E010', 'self');
    const at = cells.findIndex(({ evidenceRequired }) => evidenceRequired);
    const body = await refused(call('E010', 'POST', path, { body: { ratings: changed(ratings, at, { value }) } }), 422, 'evidence-required');
    expect(body.errors[0].pointer).toBe(`/ratings/${at}/value`);
  });

  it('answers that are too few, doubled, or to what was not asked', async () => {
    const { path, cells, ratings } = await taskOf('E010', 'self');
    await refused(call('E010', 'POST', path, { body: { ratings: ratings.slice(1) } }), 422, 'ratings-missing');
    await refused(call('E010', 'POST', path, { body: { ratings: [] } }), 400, 'invalid-request');
    const twice = { competency: cells[0]?.competency, level: cells[0]?.levels[0], value: 2 };
    await refused(call('E010', 'POST', path, { body: { ratings: [...ratings, twice] } }), 422, 'cell-rated-twice');
    // a Middle+ is asked about Middle+ and Senior
    const unasked = { competency: 'knows-the-syntax-of-python', level: 'Junior', value: 1 };
    const { body } = await call('E010', 'POST', path, { body: { ratings: [...ratings, unasked] } });
    expect(['cell-not-asked', 'unknown-competency']).toContain(body.code);
    expect(await heads()).toEqual(before);
  });

  it('a manager\'s answer while people still answer for themselves', async () => {
    const manager = organisation.employees.find(({ key }) => key === 'E010')?.manager ?? '';
    const { path, ratings } = await taskOf(manager, 'manager');
    await refused(call(manager, 'POST', path, { body: { ratings } }), 409, 'phase-not-current');
  });

  it('a phase, a release and an opening that are not due', async () => {
    await refused(call('hr', 'POST', `/cycles/${cycle}/phases/manager/end`), 409, 'phase-not-current');
    await refused(call('hr', 'POST', `/cycles/${cycle}/release`), 409, 'cycle-not-in-calibration');
    await refused(call('hr', 'POST', `/cycles/${cycle}/opening`), 409, 'cycle-not-draft');
  });

  it('a decision that was made on an older version', async () => {
    const headers = { 'if-match': '"1"' };
    await refused(call('hr', 'POST', `/cycles/${cycle}/phases/self/end`, { headers }), 409, 'version-conflict');
  });

  it('a matrix, a unit and a file that are not what they should be', async () => {
    const matrix = { name: 'No such matrix', matrix: { id: 'python-developer', version: 7 } };
    await refused(call('hr', 'POST', '/cycles', { body: matrix }), 409, 'matrix-version-unknown');
    const unit = { name: 'Nobody', matrix: { id: 'python-developer', version: 1 }, population: { units: ['atlantis'] } };
    await refused(call('hr', 'POST', '/cycles', { body: unit }), 400, 'invalid-request');
    const csv = 'person,matrix,level,signed_by\nE010,python-developer,Wizard,E001\n';
    const body = await refused(call('hr', 'POST', '/directory/imports/entry-grades', { body: csv, type: 'text/csv' }), 422, 'csv-invalid');
    expect(body.errors[0]).toMatchObject({ line: 2, column: 3 });
  });

  it('a second submission, though its first stands', async () => {
    const { path, ratings } = await taskOf('E010', 'self');
    const key = { 'idempotency-key': randomUUID() };
    const first = await call('E010', 'POST', path, { body: { ratings }, headers: key });
    expect(first.status).toBe(200);
    before = await heads();
    await refused(call('E010', 'POST', path, { body: { ratings } }), 409, 'assessment-already-submitted');
    expect(await call('E010', 'POST', path, { body: { ratings }, headers: key })).toEqual(first);
    expect(await heads()).toEqual(before);
  });
});
