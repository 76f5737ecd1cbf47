import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

/** The log takes no event of a type about a review. */
const refuse = (type: string, review: string) =>
  world.server.pool.query(`alter table event_log.events add constraint no_${type.toLowerCase()} check (type <> '${type}' or data ->> 'review' <> '${review}') not valid`);

async function reviewOf(person: string): Promise<string> {
  const { rows } = await world.server.pool.query<{ review: string }>('select review from roster where person = $1', [personIdOf(testPersonIdSecret, person)]);
  return rows[0]!.review;
}

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await openCycle(running.service, { phasesOverlap: false });
});
afterAll(async () => world?.close());

describe('one review that the log refuses', () => {
  it('keeps no rater of another from an assessment, and is named', async () => {
    const review = await reviewOf('bob');
    await refuse('AssessmentOpened', review);
    const anna = running.service.as('anna');
    for (const [person, rater] of [['bob', 'carol'], ['bob', 'eve'], ['dave', 'carol'], ['dave', 'bob'], ['eve', 'bob']]) {
      expectOk(await anna('POST', `/cycles/${cycle}/participants/${person}/raters`, { body: { role: 'peer', rater } }));
    }
    expectOk(await hr('POST', `/cycles/${cycle}/phases/self/end`));
    await taskOf(running.service, 'carol', cycle, 'peer', 'Dave Dunn');
    await taskOf(running.service, 'bob', cycle, 'peer', 'Dave Dunn');
    await taskOf(running.service, 'bob', cycle, 'peer', 'Eve Evans');
    await eventually(async () => expect(world.logged()).toContain(`${review} (`));
  });

  it('keeps no other grade from its release, and is named where the event is parked', async () => {
    for (const phase of ['peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants).toMatchObject({ proposed: 5 }));
    for (const person of ['anna', 'bob', 'carol', 'dave', 'eve']) expectOk(await hr('POST', `/cycles/${cycle}/participants/${person}/confirmation`));
    const { rows } = await world.server.pool.query<{ review: string }>('select review from roster order by person limit 1');
    await refuse('GradeReleased', rows[0]!.review);
    expectOk(await hr('POST', `/cycles/${cycle}/release`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants).toMatchObject({ released: 4 }));
    const parked = () => world.server.pool.query('select projection, stream_id, error from parked_streams').then((found) => found.rows);
    await eventually(async () => expect(await parked()).toEqual([{ projection: 'release-grades', stream_id: `cycle/${cycle}`, error: expect.stringContaining(rows[0]!.review) }]));
  });
});
