import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { inTransaction, LogFeed } from '@rung/messaging';
import { eventually, type Answer, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';
import { raterStatesProjection } from '../privacy/rater-states.projector.js';

const words = 'Typed until the last evening, and never submitted.';
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

const pool = () => running.database.pool;
const read = (assessment: string, by: string): Promise<Answer> => running.service.as(by)('GET', `/assessments/${assessment}/draft`);
const save = (assessment: string, by: string, ratings: readonly unknown[], version: number): Promise<Answer> =>
  running.service.as(by)('PUT', `/assessments/${assessment}/draft`, { body: { ratings }, headers: { 'if-match': `"${version}"` } });
const isKept = async (assessment: string): Promise<boolean> => (await pool().query('select from assessment_drafts where assessment = $1', [assessment])).rows.length === 1;

interface Typed {
  readonly cycle: string;
  readonly assessment: string;
  readonly ratings: readonly unknown[];
}

/** What Bob has typed of his own assessment, in a cycle of its own. */
async function typed(): Promise<Typed> {
  const cycle = await openCycle(running.service);
  const { assessment } = await taskOf(running.service, 'bob', cycle, 'self', 'Bob Brown');
  const form = await eventually(async () => expectOk(await running.service.as('bob')('GET', `/assessments/${assessment}`)));
  const [{ competency, level }] = form.body.asked as [{ competency: string; level: string }];
  const ratings = [{ competency, level, value: null, cites: [], observation: words }];
  expectOk(await save(assessment, 'bob', ratings, 0));
  return { cycle, assessment, ratings };
}

const taskIn = async (cycle: string) => ((await running.service.as('bob')('GET', `/tasks?cycle=${cycle}`)).body.tasks as { state: string; drafted: boolean }[])[0];

async function endPhases(cycle: string): Promise<void> {
  for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
  await eventually(async () => expect(await taskIn(cycle)).toMatchObject({ state: 'closed' }));
}

describe('the draft of an assessment that was closed without an answer', () => {
  let one: Typed;
  beforeAll(async () => {
    one = await typed();
    await endPhases(one.cycle);
  });

  it('is still its rater\'s to read, and the list of tasks says so', async () => {
    const { status, body, headers } = await read(one.assessment, 'bob');
    expect([status, body, headers.get('cache-control')]).toEqual([200, { version: 1, ratings: one.ratings }, 'no-store']);
    expect(await taskIn(one.cycle)).toMatchObject({ state: 'closed', drafted: true });
  });

  it('is nobody else\'s, whoever they are', async () => {
    for (const [other, ...roles] of [['anna'], ['olga'], ['carol'], ['olga', 'hr'], ['sam', 'analyst'], ['sam', 'operator']] as const) {
      const { status, body } = await running.service.as(other, ...roles)('GET', `/assessments/${one.assessment}/draft`);
      expect([other, status]).toEqual([other, 404]);
      expect(JSON.stringify(body)).not.toContain(words);
    }
    expect(world.logged()).not.toContain(words);
  });

  it('takes no more', async () => {
    for (const version of [0, 1]) expect(await save(one.assessment, 'bob', [], version)).toMatchObject({ status: 409, body: { code: 'assessment-closed' } });
    expect((await read(one.assessment, 'bob')).body).toEqual({ version: 1, ratings: one.ratings });
  });

  it('outlives the release, and goes when the cycle is closed', async () => {
    await eventually(async () => expect((await hr('GET', `/cycles/${one.cycle}`)).body.participants.proposed).toBe(5));
    expectOk(await hr('POST', `/cycles/${one.cycle}/release`, { body: { confirmedOnly: true } }));
    await eventually(async () => expect((await hr('GET', `/cycles/${one.cycle}`)).body.status).toBe('released'));
    expect(await isKept(one.assessment)).toBe(true);
    expectOk(await hr('POST', `/cycles/${one.cycle}/closing`));
    await eventually(async () => expect(await isKept(one.assessment)).toBe(false));
    expect(await read(one.assessment, 'bob')).toMatchObject({ status: 200, body: { version: 0, ratings: [] } });
    expect(await taskIn(one.cycle)).toMatchObject({ state: 'closed', drafted: false });
  });

  it('goes with the cancellation of its cycle, and no other cycle\'s does', async () => {
    const [cancelled, other] = [await typed(), await typed()];
    await endPhases(other.cycle);
    expectOk(await hr('POST', `/cycles/${cancelled.cycle}/cancellation`));
    await eventually(async () => expect(await isKept(cancelled.assessment)).toBe(false));
    await eventually(async () => expect(await taskIn(cancelled.cycle)).toMatchObject({ state: 'closed', drafted: false }));
    expect((await read(other.assessment, 'bob')).body).toEqual({ version: 1, ratings: other.ratings });
  });

  it('cannot be read once the key of who it is about was destroyed', async () => {
    const forgotten = await typed();
    await endPhases(forgotten.cycle);
    expect((await pool().query("delete from sealing_keys where purpose = 'observation' and cycle = $1", [forgotten.cycle])).rowCount).toBeGreaterThan(0);
    expect(await read(forgotten.assessment, 'bob')).toMatchObject({ status: 200, body: { version: 1, ratings: [] } });
  });
});

describe('the end of a cycle, and the closing of an assessment in it', () => {
  let one: Typed;
  let closing: RecordedEvent;
  let ending: RecordedEvent;
  const follow = (...recorded: readonly RecordedEvent[]) => inTransaction(pool(), (tx) => raterStatesProjection(new LogFeed(running.log, 'again')).project(recorded, tx));
  /** Both are in the log, and the projection is to follow them again from here. */
  const asBefore = async (): Promise<void> => {
    await pool().query("update rater_links set state = 'open' where assessment = $1", [one.assessment]);
    await pool().query(`insert into assessment_drafts (assessment, version, content) values ($1, 1, '{}') on conflict do nothing`, [one.assessment]);
  };
  beforeAll(async () => {
    one = await typed();
    expectOk(await hr('POST', `/cycles/${one.cycle}/cancellation`));
    await eventually(async () => expect(await isKept(one.assessment)).toBe(false));
    const lanes = await Promise.all([0, 1].map((lane) => running.log.readLane(lane, 0n, 10_000)));
    const find = (streamId: string, type: string) => lanes.flat().find((event) => event.streamId === streamId && event.type === type)!;
    closing = find(`assessment/${one.assessment}`, 'AssessmentClosed');
    ending = find(`cycle/${one.cycle}`, 'CycleCancelled');
  });

  it('take the draft away in whatever order they are followed, and not before both were', async () => {
    for (const [first, second] of [[closing, ending], [ending, closing]] as const) {
      await asBefore();
      await follow(first);
      if (first === ending) expect(await isKept(one.assessment)).toBe(true);
      await follow(second);
      expect(await isKept(one.assessment)).toBe(false);
    }
    await asBefore();
    await follow(ending, closing);
    expect(await isKept(one.assessment)).toBe(false);
  });

  it('leave none behind where they are followed in the same moment', async () => {
    await asBefore();
    const closingIt = await pool().connect();
    try {
      await closingIt.query('begin');
      // as the projection does that has not seen the end of the cycle in the log yet
      await closingIt.query("update rater_links set state = 'closed' where assessment = $1", [one.assessment]);
      const ended = follow(ending);
      await eventually(async () => {
        const { rows } = await pool().query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        expect(rows).toHaveLength(1);
      });
      await closingIt.query('commit');
      await ended;
      expect(await isKept(one.assessment)).toBe(false);
    } finally {
      closingIt.release();
    }
  });
});
