// A cycle over a version in which one cell is the same as another level's: what is asked, what counts, and that a later version changes nothing of it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';
import { eventually, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

const says = (listedAt: string, en: string, mustHave = false) => ({ listedAt: [listedAt], statement: { en }, questions: [], evidenceRequired: false, mustHave, weight: 1 });
/** Whose seniors are asked for what is asked of juniors. */
const referring: MatrixContent = {
  ...exampleMatrix,
  competencies: [
    { id: 'feedback', group: 'soft', title: { en: 'Feedback' }, cells: [{ ...says('junior', 'Takes feedback well'), listedAt: ['junior', 'middle', 'senior'] }] },
    { id: 'syntax', group: 'hard', title: { en: 'Syntax' }, cells: [says('junior', 'Knows the syntax', true), says('middle', 'Writes complex functions')], sameAs: { senior: 'junior' } },
  ],
};
/** Whose seniors are asked for something of their own, and whose juniors for other words. */
const later: MatrixContent = {
  ...referring,
  competencies: referring.competencies.map((one) =>
    one.id === 'syntax' ? { id: one.id, group: one.group, title: one.title, cells: [says('junior', 'Knows every keyword'), says('middle', 'Writes complex functions'), says('senior', 'Designs a language')] } : one,
  ),
};

interface Asked {
  readonly competency: string;
  readonly level: string;
  readonly levels: readonly string[];
  readonly statement: Readonly<Record<string, string>>;
}

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  await world.publish({ id: 'python', version: 2, hash: 'd'.repeat(64) }, referring);
  cycle = await openCycle(running.service, {}, 2);
});
afterAll(async () => world?.close());

/** What Olga is asked about Anna, a senior. */
async function askedOfOlga(of = cycle): Promise<{ assessment: string; syntax: Asked | undefined; asked: readonly Asked[] }> {
  const { assessment } = await taskOf(running.service, 'olga', of, 'manager', 'Anna "Ann" Adams');
  const { body } = await eventually(async () => expectOk(await running.service.as('olga')('GET', `/assessments/${assessment}`)));
  const asked = body.asked as Asked[];
  return { assessment, asked, syntax: asked.find(({ competency }) => competency === 'syntax') };
}
const ofAnna = async () => (await hr('GET', `/cycles/${cycle}/participants/anna`)).body;
const resolved = { competency: 'syntax', level: 'junior', levels: ['Junior', 'Senior'], statement: { en: 'Knows the syntax' } };

describe('a cell that is the same as another level’s', () => {
  it('is asked in the words that it leads to, once', async () => {
    const { syntax, asked } = await askedOfOlga();
    expect(asked.map(({ competency, level }) => `${competency} ${level}`)).toEqual(['feedback junior', 'syntax junior']);
    expect(syntax).toMatchObject(resolved);
  });

  it('is asked as before once a later version says something else, which the next cycle asks', async () => {
    await world.publish({ id: 'python', version: 3, hash: 'e'.repeat(64) }, later);
    const next = await openCycle(running.service, {}, 3);
    expect((await askedOfOlga(next)).syntax).toMatchObject({ level: 'senior', levels: ['Senior'], statement: { en: 'Designs a language' } });
    expect((await askedOfOlga()).syntax).toMatchObject(resolved);
    expectOk(await hr('POST', `/cycles/${next}/cancellation`));
  });

  it('counts as what it leads to: missed there, a must-have closes the gate of the level that refers', async () => {
    const { assessment, asked } = await askedOfOlga();
    const ratings = asked.map(({ competency, level }) => ({ competency, level, value: competency === 'syntax' ? 0 : 2 }));
    expectOk(await running.service.as('olga')('POST', `/assessments/${assessment}/submission`, { body: { ratings } }));
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    const { grade, matrix } = await eventually(async () => {
      const anna = await ofAnna();
      expect(anna.grade).toBeDefined();
      return anna;
    });
    expect([matrix.version, grade.level]).toEqual([2, 'Middle']);
    expect(grade.explanation.gates).toMatchObject([{ level: 'Senior', passed: false }]);
    const [senior] = grade.explanation.gates;
    expect(senior.groups.find(({ group }: { group: string }) => group === 'hard')).toMatchObject({ inForce: 1, missed: 1, mustHavesMissed: 1, passed: false });
    expect(senior.cells.find(({ competency }: { competency: string }) => competency === 'syntax')).toMatchObject({
      statement: { en: 'Knows the syntax' }, levels: ['Junior', 'Senior'], mustHave: true, verdict: 'missed', contributions: [{ source: 'manager', rating: 0 }, { source: 'peers' }],
    });
  });
});
