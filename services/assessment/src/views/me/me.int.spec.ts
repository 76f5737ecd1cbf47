import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradingPolicy } from '@rung/contracts';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, matrixPin, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';
import type { CycleStatus } from '../cycle-progress/cycle-row.entity.js';
import type { ReviewStage } from '../participants/participant.entity.js';
import type { Me } from './my-cycles.js';

type MyCycle = Me['cycles'][number];

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);
const marks = { done: 'x', current: '>', 'to-come': '.' } as const;
const courseOf = ({ phases }: MyCycle): string => phases.map(({ state }) => marks[state]).join('');

let world: World;
let running: Running;
let hr: Caller;
beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
});
afterAll(async () => world?.close());

const cyclesOf = async (person: string): Promise<readonly MyCycle[]> => (expectOk(await running.service.as(person)('GET', '/me')).body as Me).cycles;
const inCycle = async (person: string, id: string): Promise<MyCycle> => {
  const found = (await cyclesOf(person)).find(({ cycle }) => cycle === id);
  if (found === undefined) throw new Error(`${person} has no cycle ${id}`);
  return found;
};
const short = async (person: string, id: string) => {
  const { tasks, review, ...cycle } = await inCycle(person, id);
  return { course: courseOf({ tasks, review, ...cycle }), tasks, review };
};

describe('a grade that is not released', () => {
  const explanation = { policy: { name: 'default', version: 1 }, gates: [], grade: 'Middle', warnings: [], minimumPeers: 3, words: 'x'.repeat(10_000) };

  /** A cycle of one participant, whose review is that far. */
  async function cycleOf(person: string, status: CycleStatus, stage: ReviewStage): Promise<string> {
    const cycle = randomUUID();
    const { pool } = running.database;
    const policy = { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['soft'], others: 8 } };
    await pool.query(`insert into cycles (cycle, name, status, matrix, population, policy, version) values ($1, 'Autumn', $2, $3, '{"units": []}', $4, 5)`, [cycle, status, matrixPin, policy]);
    const grade = stage === 'launched' ? null : 'middle';
    await pool.query(
      `insert into participants (review, cycle, person, unit, matrix, basis, target_level, state, grade, explanation, confirmed_by, version)
       values (gen_random_uuid(), $1, $2, 'backend', $3, '{"kind": "none"}', 'junior', $4, $5, $6, $7, 3)`,
      [cycle, idOf(person), matrixPin, stage, grade, grade === null ? null : explanation, stage === 'confirmed' || stage === 'released' ? idOf('anna') : null],
    );
    return cycle;
  }

  /** The whole answer, as its reader gets it, but for what differs between any two answers. */
  async function answerTo(person: string, cycle: string): Promise<unknown> {
    const answer = expectOk(await running.service.as(person)('GET', '/me'));
    const headers = [...answer.headers].filter(([name]) => !/^(date|x-correlation-id)$/.test(name));
    return { headers, body: JSON.stringify(answer.body).replaceAll(cycle, 'CYCLE') };
  }

  it.each<CycleStatus>(['calibration', 'released', 'closed'])('looks like one that there is not, in a cycle that is %s', async (status) => {
    const stages: readonly (readonly [string, ReviewStage])[] = [['bob', 'launched'], ['carol', 'proposed'], ['dave', 'confirmed']];
    const answers: unknown[] = [];
    for (const [person, stage] of stages) {
      const cycle = await cycleOf(person, status, stage);
      answers.push(await answerTo(person, cycle));
      expect(await short(person, cycle)).toEqual({ course: 'xxx>.', tasks: { done: 0, all: 0, due: null, tooLate: 0 }, review: { self: null, released: false } });
      await running.database.pool.query('delete from cycles where cycle = $1', [cycle]);
    }
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it('is told from one that is released, and only by that', async () => {
    const cycle = await cycleOf('eve', 'released', 'released');
    expect(await short('eve', cycle)).toMatchObject({ course: 'xxxxx', review: { released: true } });
    expect(JSON.stringify(await cyclesOf('eve'))).not.toMatch(/middle|anna/i);
    await running.database.pool.query('delete from cycles where cycle = $1', [cycle]);
  });
});

describe('my cycles', () => {
  const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString();
  let cycle: string;
  let deadlines: { self: string; peer: string; manager: string };
  beforeAll(async () => {
    deadlines = { self: inDays(3), peer: inDays(2), manager: inDays(5) };
    cycle = await openCycle(running.service, { deadlines });
  });

  it('are those that I take part or assess somebody in, with what I am asked and when the first of it is due', async () => {
    await taskOf(running.service, 'bob', cycle, 'self', 'Bob Brown');
    expect(await inCycle('bob', cycle)).toEqual({
      cycle,
      name: 'Autumn',
      phases: [
        { phase: 'self', state: 'current', deadline: deadlines.self },
        { phase: 'peer', state: 'current', deadline: deadlines.peer },
        { phase: 'manager', state: 'current', deadline: deadlines.manager },
        { phase: 'calibration', state: 'to-come', deadline: null },
        { phase: 'released', state: 'to-come', deadline: null },
      ],
      tasks: { done: 0, all: 1, due: deadlines.self, tooLate: 0 },
      review: { self: 'open', released: false },
    });
    await eventually(async () => expect(await inCycle('anna', cycle)).toMatchObject({ tasks: { all: 5, due: deadlines.self } }));
    await eventually(async () => expect(await inCycle('olga', cycle)).toMatchObject({ tasks: { all: 1, due: deadlines.manager }, review: null }));
    expect(await cyclesOf('sam')).toEqual([]);
  });

  it('are kept by nobody on the way', async () => expect((await running.service.as('bob')('GET', '/me')).headers.get('cache-control')).toBe('no-store'));

  it('count those whom I am asked about, not those that I was named for; and tell the participant of neither', async () => {
    const before = await cyclesOf('bob');
    const name = async (rater: string) => expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'peer', rater } }));
    for (const rater of ['carol', 'dave']) await name(rater);
    expect(await inCycle('carol', cycle)).toMatchObject({ tasks: { all: 1 } });
    await name('eve');
    const { assessment } = await taskOf(running.service, 'carol', cycle, 'peer', 'Bob Brown');
    expect(await inCycle('carol', cycle)).toMatchObject({ tasks: { done: 0, all: 2, due: deadlines.peer, tooLate: 0 } });
    expectOk(await answerAll(running.service, 'carol', assessment, 2));
    await eventually(async () => expect(await inCycle('carol', cycle)).toMatchObject({ tasks: { done: 1, all: 2, due: deadlines.self, tooLate: 0 } }));
    expect(await cyclesOf('bob')).toEqual(before);
  });

  it('say that I have submitted, which ends no phase', async () => {
    const { assessment } = await taskOf(running.service, 'bob', cycle, 'self', 'Bob Brown');
    expectOk(await answerAll(running.service, 'bob', assessment, 2));
    await eventually(async () => expect(await short('bob', cycle)).toEqual({ course: '>>>..', tasks: { done: 1, all: 1, due: null, tooLate: 0 }, review: { self: 'submitted', released: false } }));
  });

  it('are in calibration until my own result is released, whatever is proposed, confirmed, and released of others', async () => {
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants.proposed).toBe(5));
    const waiting = { course: 'xxx>.', tasks: { done: 1, all: 1, due: null, tooLate: 0 } };
    await eventually(async () => {
      expect(await short('bob', cycle)).toEqual({ ...waiting, review: { self: 'submitted', released: false } });
      expect(await short('carol', cycle)).toEqual({ ...waiting, review: { self: 'closed', released: false } });
    });
    const before = await cyclesOf('bob');
    expectOk(await hr('POST', `/cycles/${cycle}/participants/bob/confirmation`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants.confirmed).toBe(1));
    expect(await cyclesOf('bob')).toEqual(before);
    expectOk(await hr('POST', `/cycles/${cycle}/release`, { body: { confirmedOnly: true } }));
    await eventually(async () => expect(await short('bob', cycle)).toEqual({ ...waiting, course: 'xxxxx', review: { self: 'submitted', released: true } }));
    await eventually(async () => expect(await short('olga', cycle)).toMatchObject({ course: 'xxxxx', review: null }));
    expect(await short('carol', cycle)).toEqual({ ...waiting, review: { self: 'closed', released: false } });
  });

  it('begin with what is under way, and have none that was cancelled', async () => {
    const next = await openCycle(running.service);
    await taskOf(running.service, 'bob', next, 'self', 'Bob Brown');
    expect((await cyclesOf('bob')).map((mine) => mine.cycle)).toEqual([next, cycle]);
    expectOk(await hr('POST', `/cycles/${next}/cancellation`));
    await eventually(async () => expect((await cyclesOf('bob')).map((mine) => mine.cycle)).toEqual([cycle]));
  });

  it('are due by no deadline that has passed, and tell what it has passed for', async () => {
    const self = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const manager = inDays(5);
    const dated = await openCycle(running.service, { deadlines: { self, manager } });
    await eventually(async () => expect((await inCycle('anna', dated)).tasks).toEqual({ done: 0, all: 5, due: self, tooLate: 0 }));
    world.clock.advance({ seconds: 61 });
    expect((await inCycle('anna', dated)).tasks).toEqual({ done: 0, all: 5, due: manager, tooLate: 1 });
  });
});
