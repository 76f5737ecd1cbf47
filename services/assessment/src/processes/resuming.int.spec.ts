import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { inTransaction, LogFeed } from '@rung/messaging';
import { eventually, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, taskOf, type Running, type World } from '../assessment.fixture.js';
import { ownProjections } from '../followed.js';

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

/** All events of the log, in the order of their streams. */
async function events(): Promise<RecordedEvent[]> {
  const lanes = await Promise.all([0, 1].map((lane) => running.log.readLane(lane, 0n, 10_000)));
  return lanes.flat();
}
const count = async (type: string) => (await events()).filter((event) => event.type === type).length;
const progress = async () => expectOk(await hr('GET', `/cycles/${cycle}`)).body;

/** Stops everything, and starts anew over the same database; test/stories kills for real. */
async function restart(): Promise<void> {
  await running.stop();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
}

/**
 * Lets about so many events of a type through, as when the process ends there: nothing after them comes about. What is appended
 * together comes through together, so it may be some more.
 */
async function breakAfter(type: string, times: number): Promise<void> {
  await running.database.pool.query(`
    create function break_${type.toLowerCase()}() returns trigger language plpgsql as $$
    begin
      if (select count(*) from event_log.events where type = '${type}') >= ${times} then
        raise exception 'the process ends here' using errcode = '57P01';
      end if;
      return new;
    end $$;
    create trigger break_it before insert on event_log.events for each row when (new.type = '${type}') execute function break_${type.toLowerCase()}();`);
}
/** Returns once at least so many came through; what was in hand by then may follow. */
const cameThrough = (type: string, times: number) => eventually(async () => expect(await count(type)).toBeGreaterThanOrEqual(times));
const mend = () => running.database.pool.query('drop trigger break_it on event_log.events');

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await eventually(async () => expectOk(await hr('POST', '/cycles', { body: { name: 'Autumn', matrix: { id: 'python', version: 1 }, policy: { phasesOverlap: true } } })).body.id as string);
});
afterAll(async () => world?.close());

describe('a process that is broken off in the middle', () => {
  it('goes on launching where it was, and launches nobody twice', async () => {
    await breakAfter('ReviewLaunched', 2);
    expectOk(await hr('POST', `/cycles/${cycle}/opening`));
    await cameThrough('ReviewLaunched', 2);
    await restart();
    await mend();
    await eventually(async () => expect(await progress()).toMatchObject({ participants: { planned: 5, launched: 5 }, assessments: { self: { open: 5 }, manager: { open: 5 } } }));
    expect(await count('ReviewLaunched')).toBe(5);
    expect(await count('AssessmentOpened')).toBe(10);
  });

  it('goes on proposing where it was, and proposes nothing twice', async () => {
    const { assessment } = await taskOf(running.service, 'anna', cycle, 'manager', 'Bob Brown');
    expectOk(await answerAll(running.service, 'anna', assessment, 2));
    await breakAfter('GradeProposed', 2);
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    await cameThrough('GradeProposed', 2);
    await restart();
    const proposed = await count('GradeProposed'); // nothing is in hand any more, and nothing new comes about
    if (proposed < 5) {
      const tooEarly = await hr('POST', `/cycles/${cycle}/release`);
      expect([tooEarly.status, tooEarly.body.code, tooEarly.body.count]).toEqual([409, 'grade-not-proposed', 5 - proposed]);
    }
    await mend();
    await eventually(async () => expect(await progress()).toMatchObject({ participants: { proposed: 5 } }));
    expect([await count('GradeProposed'), await count('AssessmentClosed')]).toEqual([5, 9]);
  });

  it('goes on releasing where it was, and releases nothing twice', async () => {
    for (const person of ['anna', 'bob', 'carol', 'dave', 'eve']) expectOk(await hr('POST', `/cycles/${cycle}/participants/${person}/confirmation`));
    await breakAfter('GradeReleased', 3);
    expectOk(await hr('POST', `/cycles/${cycle}/release`));
    await cameThrough('GradeReleased', 3);
    await restart();
    await mend();
    await eventually(async () => expect(await progress()).toMatchObject({ participants: { released: 5 } }));
    expect(await count('GradeReleased')).toBe(5);
  });

  it('parks no stream on the way', async () => {
    expect((await running.database.pool.query('select * from parked_streams')).rows).toEqual([]);
  });
});

describe('views', () => {
  const tables = ['cycles', 'progress_reviews', 'progress_assessments', 'participants', 'assessment_forms', 'form_matrices', 'evidence_pieces', 'task_cycles'];
  const dump = async () => {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) {
      all[table] = (await running.database.pool.query(`select * from ${table} as row order by row::text`)).rows;
    }
    all['rater_links'] = (await running.database.pool.query('select assessment, state from rater_links order by assessment')).rows;
    return all;
  };
  const forget = async () => {
    await world.server.pool.query(`truncate ${tables.join(', ')}`);
    await world.server.pool.query(`update rater_links set state = 'named'`);
  };

  it.each([[[0, 1]], [[1, 0]]])('come out the same when the lanes come in the order %j, each whole', async (order) => {
    const before = await dump();
    await forget();
    const feed = new LogFeed(running.log, 'again');
    for (const projection of ownProjections.map((make) => make(feed))) {
      for (const lane of order) {
        const recorded = await running.log.readLane(lane, 0n, 10_000);
        await inTransaction(running.database.pool, (tx) => projection.project(recorded, tx));
      }
    }
    expect(await dump()).toEqual(before);
  });

  it('come out the same when they are folded again from the log', async () => {
    const before = await dump();
    await running.stop();
    await forget();
    await world.server.pool.query(`delete from projection_cursors where projection in ('cycle-progress', 'participants', 'assessment-form', 'evidence', 'rater-states', 'tasks')`);
    running = await world.start();
    await eventually(async () => expect(await dump()).toEqual(before));
  });
});
