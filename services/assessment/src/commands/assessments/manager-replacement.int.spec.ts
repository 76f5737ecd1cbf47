import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Answer, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;
let former: string;

const name = (rater: string): Promise<Answer> => hr('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'manager', rater } });
const detailOf = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  return [status, body.code, body.detail];
};

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await openCycle(running.service);
  ({ assessment: former } = await taskOf(running.service, 'anna', cycle, 'manager', 'Bob Brown'));
});
afterAll(async () => world?.close());

describe('another manager, named by HR in the middle of a cycle', () => {
  it('assesses in place of the former one, whose assessment is closed, and whose draft nobody could read any more', async () => {
    const draft = `/assessments/${former}/draft`;
    expectOk(await eventually(async () => expectOk(await running.service.as('anna')('PUT', draft, { body: { ratings: [] }, headers: { 'if-match': '"0"' } }))));
    expect((await name('olga')).status).toBe(204);
    await taskOf(running.service, 'olga', cycle, 'manager', 'Bob Brown');
    for (const path of [`/assessments/${former}`, draft]) expect((await running.service.as('anna')('GET', path)).status).toBe(404);
    expect((await running.database.pool.query('select from assessment_drafts')).rows).toEqual([]);
    const { body } = await running.service.as('anna')('GET', `/tasks?cycle=${cycle}`);
    expect((body.tasks as { participant: { name: string } }[]).map(({ participant }) => participant.name)).not.toContain('Bob Brown');
  });

  it('may be named again, and the former one not', async () => {
    expect((await name('olga')).status).toBe(204);
    expect(await detailOf(name('anna'))).toEqual([422, 'rater-not-allowed', expect.stringContaining('was closed')]);
  });

  it('stays once they have answered, and the grade is by their answer', async () => {
    const { assessment } = await taskOf(running.service, 'olga', cycle, 'manager', 'Bob Brown');
    expectOk(await answerAll(running.service, 'olga', assessment, 1));
    expect(await detailOf(name('sam'))).toEqual([422, 'rater-not-allowed', expect.stringContaining('has answered')]);
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    await eventually(async () => {
      const { grade } = expectOk(await hr('GET', `/cycles/${cycle}/participants/bob`)).body;
      expect(grade.explanation.gates[0].cells[0].contributions[0]).toMatchObject({ source: 'manager', rating: 1 });
    });
  });
});
