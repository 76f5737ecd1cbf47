import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';

/** Comes before every other. */
const lostCycle = '00000000-0000-4000-8000-000000000000';

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

describe('the opening of assessments', () => {
  it('finds a cycle however its id is typed', async () => {
    const id = randomUUID();
    const typed = id.toUpperCase();
    const body = { id: typed, name: 'Autumn', matrix: { id: 'python', version: 1 } };
    expect((await eventually(async () => expectOk(await hr('POST', '/cycles', { body })))).body.id).toBe(id);
    expectOk(await hr('POST', `/cycles/${typed}/opening`));
    await eventually(async () => expect(expectOk(await hr('GET', `/cycles/${typed}`)).body.participants.launched).toBe(5));

    const { assessment } = await taskOf(running.service, 'carol', typed, 'self', 'Carol Clark');
    expectOk(await answerAll(running.service, 'carol', assessment.toUpperCase(), 1));
    expect(expectOk(await hr('GET', `/cycles/${typed}/participants/carol`)).body.cycle).toBe(id);
  });

  it('goes on with the other cycles where one fails', async () => {
    await running.database.pool.query(
      `insert into rater_links (assessment, cycle, review, person, rater, role)
       values (gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'peer')`,
      [lostCycle],
    );
    await eventually(async () => expect(world.logged()).toContain(`could not be opened: ${lostCycle}`));
    const cycle = await openCycle(running.service);
    for (const rater of ['carol', 'dave', 'eve']) {
      expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'peer', rater } }));
    }
    expect(await taskOf(running.service, 'eve', cycle, 'peer', 'Bob Brown')).toMatchObject({ role: 'peer' });
  });
});
