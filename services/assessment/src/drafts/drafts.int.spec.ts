import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, type Answer } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';
import { RaterLinks } from '../privacy/rater-links.js';
import { DraftTable } from './draft-table.js';

interface Cell {
  readonly competency: string;
  readonly level: string;
}

let world: World;
let running: Running;
let cycle: string;
beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await importOrganisation(running.service.as('hr', 'hr'));
  cycle = await openCycle(running.service);
});
afterAll(async () => world?.close());

const words = 'Explained the cache to the new ones, and it held.';
const pool = () => running.database.pool;
const rowsOf = async (assessment: string) => (await pool().query('select * from assessment_drafts where assessment = $1', [assessment])).rows;

describe('a draft', () => {
  let assessment: string;
  let cells: readonly Cell[];
  let reader = 'bob';
  const save = (ratings: readonly unknown[], version?: number, by = reader): Promise<Answer> =>
    running.service.as(by)('PUT', `/assessments/${assessment}/draft`, { body: { ratings }, headers: version === undefined ? {} : { 'if-match': `"${version}"` } });
  const read = (by = reader): Promise<Answer> => running.service.as(by)('GET', `/assessments/${assessment}/draft`);
  const rated = (at: number, value: unknown, observation: string | null = null) => ({ ...cells[at]!, value, cites: [], observation });
  const openTask = async (rater: string, role: string, participant: string, of = cycle) => {
    reader = rater;
    ({ assessment } = await taskOf(running.service, rater, of, role, participant));
    const form = await eventually(async () => expectOk(await running.service.as(rater)('GET', `/assessments/${assessment}`)));
    cells = (form.body.asked as Cell[]).map(({ competency, level }) => ({ competency, level }));
  };
  beforeEach(async () => {
    await openTask('bob', 'self', 'Bob Brown');
    await pool().query('delete from assessment_drafts');
  });

  it('is empty at version 0, and then what was saved last, complete or not', async () => {
    expect(await read()).toMatchObject({ status: 200, body: { version: 0, ratings: [] } });
    expect(await save([rated(0, 2, words)], 0)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await save([rated(0, 2, words), rated(1, null, ' half a word')], 1)).toMatchObject({ status: 200, body: { version: 2 } });
    const { body, headers } = await read();
    expect(body).toEqual({ version: 2, ratings: [rated(0, 2, words), rated(1, null, ' half a word')] });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is told of in the list of tasks, where its rater alone reads', async () => {
    const drafted = async () => ((await running.service.as('bob')('GET', `/tasks?cycle=${cycle}`)).body.tasks as { drafted: boolean }[]).map((task) => task.drafted);
    expect(await drafted()).toEqual([false]);
    expectOk(await save([rated(0, 2)], 0));
    expect(await drafted()).toEqual([true]);
  });

  it('is never overwritten by who has not seen it, and is told instead', async () => {
    expectOk(await save([rated(0, 2)], 0));
    for (const version of [0, 2, 7]) {
      const { status, body } = await save([rated(0, 1)], version);
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'version-conflict', currentVersion: 1, draft: { version: 1, ratings: [rated(0, 2)] } } });
    }
    expect((await read()).body).toMatchObject({ version: 1, ratings: [rated(0, 2)] });
  });

  it('is kept once when the answer was lost and it comes again', async () => {
    expectOk(await save([rated(0, 2)], 0));
    expect(await save([rated(0, 2)], 0)).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('must name the version that was seen', async () => {
    expect(await save([])).toMatchObject({ status: 400, body: { code: 'invalid-request', detail: expect.stringContaining('If-Match') } });
    expect(await save([rated(0, 2)], 3)).toMatchObject({ status: 409, body: { currentVersion: 0, draft: { version: 0, ratings: [] } } });
  });

  it('takes one of those that are saved at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, value) => save([rated(0, 1, `tab ${value}`)], 0)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect((await read()).body.version).toBe(1);
  });

  it('holds cells that are asked here, each once', async () => {
    const strange = { ...rated(0, 1), competency: 'juggling' };
    expect(await save([rated(0, 1), strange], 0)).toMatchObject({ status: 422, body: { code: 'cell-not-asked', errors: [{ pointer: '/ratings/1' }] } });
    expect(await save([rated(0, 1), rated(0, 2)], 0)).toMatchObject({ status: 422, body: { code: 'cell-rated-twice', errors: [{ pointer: '/ratings/1' }] } });
    expect(await save([{ ...rated(0, 1), value: 4 }], 0)).toMatchObject({ status: 400 });
    expect(await rowsOf(assessment)).toEqual([]);
  });

  it('is its rater\'s alone, and unreadable in the table', async () => {
    expectOk(await save([rated(0, 3, words)], 0));
    for (const other of ['anna', 'carol', 'olga']) {
      expect(await read(other)).toMatchObject({ status: 404 });
      expect(await save([rated(0, 0)], 1, other)).toMatchObject({ status: 404 });
    }
    const [row] = await rowsOf(assessment);
    expect(Object.keys(row as object).sort()).toEqual(['assessment', 'content', 'version']);
    expect(JSON.stringify(row)).not.toMatch(/cache|held|competency/);
    expect(world.logged()).not.toContain(words);
  });

  it('is its rater\'s alone among all who ask at the same moment', async () => {
    const { rows: links } = await pool().query<{ assessment: string; rater: string; person: string }>("select assessment, rater, person from rater_links where state = 'open'");
    expect(links.length).toBeGreaterThan(1);
    const [table, raters] = [new DraftTable(pool()), new RaterLinks(pool())];
    const stranger = randomUUID();
    const draftable = links.flatMap((link) => [table.draftable(link.assessment, stranger), table.draftable(link.assessment, link.rater)]);
    expect((await Promise.all(draftable)).map((found) => found?.person)).toEqual(links.flatMap(({ person }) => [undefined, person]));
    const rated = links.flatMap((link) => [raters.isRater(link.assessment, stranger), raters.isRater(link.assessment, link.rater)]);
    expect(await Promise.all(rated)).toEqual(links.flatMap(() => [false, true]));
  });

  it('is empty, and takes no more, once the key of who it is about was destroyed', async () => {
    await openTask('eve', 'self', 'Eve Evans');
    expectOk(await save([rated(0, 3, words)], 0));
    const { rows: keys } = await pool().query("delete from sealing_keys where purpose = 'observation' and subject = (select person from people where name = 'Eve Evans') returning *");
    expect(keys).toHaveLength(1);
    expect((await read()).body).toEqual({ version: 1, ratings: [] });
    expect(await save([rated(0, 3, words)], 1)).toMatchObject({ status: 404 });
  });

  it('goes away when the assessment is submitted, and none comes after', async () => {
    await openTask('carol', 'self', 'Carol Clark');
    expectOk(await save([rated(0, 1)], 0));
    expectOk(await answerAll(running.service, 'carol', assessment, 1));
    await eventually(async () => expect(await rowsOf(assessment)).toEqual([]));
    expect(await save([rated(0, 1)], 0)).toMatchObject({ status: 409, body: { code: 'assessment-already-submitted' } });
    expect(await save([rated(0, 1)], 1)).toMatchObject({ status: 409, body: { code: 'assessment-already-submitted' } });
    expect(await read()).toMatchObject({ status: 409 });
  });

  it('leaves none behind when it is saved while the assessment is being submitted', async () => {
    await openTask('dave', 'self', 'Dave Dunn');
    const submitting = await pool().connect();
    try {
      await submitting.query('begin');
      await submitting.query("update rater_links set state = 'submitted' where assessment = $1", [assessment]); // as the projection does, first
      const late = save([rated(0, 1)], 0);
      await eventually(async () => {
        const { rows } = await pool().query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        expect(rows).toHaveLength(1);
      });
      await submitting.query('delete from assessment_drafts where assessment = $1', [assessment]);
      await submitting.query('commit');
      expect(await late).toMatchObject({ status: 409, body: { code: 'assessment-already-submitted' } });
      expect(await rowsOf(assessment)).toEqual([]);
    } finally {
      await submitting.query("update rater_links set state = 'open' where assessment = $1", [assessment]);
      submitting.release();
    }
  });

  it('is told to be too late once the deadline has passed, and is read and kept until the phase ends', async () => {
    const deadline = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const dated = await openCycle(running.service, { deadlines: { self: deadline } });
    await openTask('dave', 'self', 'Dave Dunn', dated);
    const told = async () => {
      const { body: form } = expectOk(await running.service.as('dave')('GET', `/assessments/${assessment}`));
      const { body: list } = expectOk(await running.service.as('dave')('GET', `/tasks?cycle=${dated}`));
      const [task] = (list.tasks as { assessment: string; deadline: string | null; tooLate: boolean }[]).filter((one) => one.assessment === assessment);
      return [form, task].map((one) => ({ deadline: one?.deadline, tooLate: one?.tooLate }));
    };
    expect(await told()).toEqual([{ deadline, tooLate: false }, { deadline, tooLate: false }]);
    expectOk(await save([rated(0, 1, words)], 0));
    world.clock.advance({ minutes: 1 });
    expect(await told()).toEqual([{ deadline, tooLate: false }, { deadline, tooLate: false }]);
    world.clock.advance({ seconds: 1 });
    expect(await told()).toEqual([{ deadline, tooLate: true }, { deadline, tooLate: true }]);
    expect(await answerAll(running.service, 'dave', assessment, 1)).toMatchObject({ status: 409, body: { code: 'deadline-passed', deadline } });
    expect(await read()).toMatchObject({ status: 200, body: { version: 1, ratings: [rated(0, 1, words)] } });
    // from a device that had no network until now
    expect(await save([rated(0, 1, `${words} Late.`)], 1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await read()).body.ratings).toEqual([rated(0, 1, `${words} Late.`)]);
  });

  it('has no deadline, and is never too late, where its phase has none', async () => {
    const { body: form } = expectOk(await running.service.as('bob')('GET', `/assessments/${assessment}`));
    expect(form).toMatchObject({ state: 'open', deadline: null, tooLate: false });
  });

  it('is not there for an assessment that nobody has', async () => {
    expect(await running.service.as('bob')('GET', `/assessments/${randomUUID()}/draft`)).toMatchObject({ status: 404 });
  });
});
