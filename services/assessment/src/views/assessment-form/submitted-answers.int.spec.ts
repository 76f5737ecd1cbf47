import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@rung/service-kit';
import { eventually } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';

interface Cell {
  readonly competency: string;
  readonly level: string;
}

const words = 'Kept three projects going, and told us which would slip.';
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

describe('what a rater has submitted', () => {
  let assessment: string;
  let given: readonly object[];
  const read = (by = 'bob', ...roles: Role[]) => running.service.as(by, ...roles)('GET', `/assessments/${assessment}`);
  const answers = async (): Promise<readonly object[]> => expectOk(await read()).body.answers;
  beforeAll(async () => {
    ({ assessment } = await taskOf(running.service, 'bob', cycle, 'self', 'Bob Brown'));
    const { body } = await eventually(async () => expectOk(await read()));
    expect(body.answers).toEqual([]);
    const cells = (body.asked as Cell[]).map(({ competency, level }) => ({ competency, level }));
    const piece = { ...cells[0], on: world.clock.now().toISOString().slice(0, 10), text: 'A course, passed.' };
    const { evidence } = expectOk(await running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body: piece })).body;
    given = cells.map((cell, at) => (at === 0 ? { ...cell, value: 3, cites: [evidence], observation: words } : { ...cell, value: 'n', cites: [], observation: null }));
  });

  it('is read again by the rater as it was given, words included', async () => {
    const { version } = expectOk(await running.service.as('bob')('POST', `/assessments/${assessment}/submission`, { body: { ratings: given } })).body;
    const { body, headers } = expectOk(await running.service.as('bob')('GET', `/assessments/${assessment}?atLeast=${version}`));
    expect(body).toMatchObject({ state: 'submitted', answers: given.map((answer) => ({ ...answer, forgotten: false })) });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is nobody else\'s to read there, whoever they are', async () => {
    for (const [other, ...roles] of [['anna'], ['olga'], ['carol'], ['olga', 'hr'], ['sam', 'analyst'], ['sam', 'operator']] as const) {
      const { status, body } = await read(other, ...roles);
      expect([other, status, body]).toEqual([other, 404, expect.not.objectContaining({ answers: expect.anything() })]);
      expect(JSON.stringify(body)).not.toContain(words);
    }
  });

  it('is still there once the time for answers is over; of what was closed without an answer there is none', async () => {
    const hr = running.service.as('hr', 'hr');
    const unanswered = await taskOf(running.service, 'carol', cycle, 'self', 'Carol Clark');
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    expect(await answers()).toMatchObject(given);
    await eventually(async () => {
      expect((await running.service.as('carol')('GET', `/assessments/${unanswered.assessment}`)).body).toMatchObject({ state: 'closed', answers: [] });
    });
  });

  it('keeps its ratings, and says that the words are gone, once the key was destroyed', async () => {
    const { rowCount } = await running.database.pool.query("delete from sealing_keys where purpose = 'observation' and subject = (select person from people where name = 'Bob Brown')");
    expect(rowCount).toBe(1);
    const [first, ...rest] = given;
    expect(await answers()).toMatchObject([{ ...first, observation: null, forgotten: true }, ...rest.map((answer) => ({ ...answer, forgotten: false }))]);
  });

  it('is nobody\'s to read there any more, once the link between the two is destroyed', async () => {
    await running.database.pool.query('delete from rater_links where assessment = $1', [assessment]);
    expect((await read()).status).toBe(404);
  });
});
