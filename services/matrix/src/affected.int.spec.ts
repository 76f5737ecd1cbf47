// Who is affected by a difference: the assessment service's events, followed by the matrix service.
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assessmentTopicEvents, AssessmentOpened, AssessmentSubmitted, CycleCancelled, CycleClosed, CycleCreated, CycleOpened, gradingPolicy, ReviewLaunched, type AssessmentTopicEvent,
} from '@rung/contracts';
import { toNewEvents } from '@rung/event-store';
import { eventually, type Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;
const [by, at, on] = ['3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a11', '2026-11-26T10:00:00.000Z', '2026-11-26'] as const;
const pin = (version: number) => ({ id: 'bakers', version, hash: 'a'.repeat(64) });
const policy = { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['hard'], others: 8 } };

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
  const levels = [{ code: 'junior', names: ['Junior'] }, { code: 'senior', names: ['Senior'] }];
  await editor('POST', '/matrices', { body: { name: 'Bakers', levels, groups: ['hard'] } });
  const change = (version: number, wish: object) => editor('POST', `/matrices/bakers/versions/${version}/changes`, { body: { change: wish } });
  for (const id of ['kneading', 'shaping', 'baking', 'glazing']) {
    await change(1, { kind: 'add-competency', id, group: 'hard', title: { en: id }, level: 'junior', cell: { statement: { en: `Knows ${id}` } } });
  }
  await editor('POST', '/matrices/bakers/versions/1/publication');
  await editor('POST', '/matrices/bakers/versions', { body: { from: 1 } });
  await change(2, { kind: 'edit-cell', competency: 'kneading', level: 'junior', statement: { en: 'Kneads rye' } });
  await change(2, { kind: 'move-competency', competency: 'baking', after: null });
  await change(2, { kind: 'cell-same-as', competency: 'glazing', level: 'senior', as: 'junior' });
  const { body } = await change(2, { kind: 'remove-competency', competency: 'shaping' });
  await editor('GET', `/matrices/bakers/versions/2?atLeast=${body.version}`);
});
afterAll(async () => running?.close());

async function tell(streamId: string, ...events: AssessmentTopicEvent[]): Promise<void> {
  const { length: expectedVersion } = await running.assessmentLog.readStream(streamId);
  await running.assessmentLog.append({ streamId, expectedVersion, events: toNewEvents(assessmentTopicEvents, events, {}) });
}
async function createCycle(name: string, version: number): Promise<string> {
  const cycle = randomUUID();
  await tell(`cycle/${cycle}`, CycleCreated({ cycle, name, matrix: pin(version), population: { units: [] }, policy, by, at }), CycleOpened({ cycle, by, at }));
  return cycle;
}
/** One participant, of whom these competencies are asked in an assessment each. */
async function launch(cycle: string, ...asked: (readonly string[])[]): Promise<string[]> {
  const [review, person] = [randomUUID(), randomUUID()];
  const opened = asked.map((competencies) => {
    const assessment = randomUUID();
    const cells = competencies.map((competency) => ({ competency, level: 'junior' }));
    return [assessment, AssessmentOpened({ assessment, review, role: 'manager', asked: cells.slice(0, 1), offered: cells.slice(1), chooses: 1, on })] as const;
  });
  for (const [assessment, event] of opened) await tell(`assessment/${assessment}`, event); // before their review, as lanes may have it
  await tell(`review/${review}`, ReviewLaunched({ review, cycle, person, unit: 'bakery', manager: null, matrix: pin(1), currentLevel: null, basis: { kind: 'none' }, targetLevel: 'junior', at }));
  return opened.map(([assessment]) => assessment);
}
const affected = async (from = 1, to = 2) => (await editor('GET', `/matrices/bakers/diff/affected?from=${from}&to=${to}`)).body;

describe('who is affected by a difference', () => {
  it('is told by cycle, and by what is asked', async () => {
    expect(await affected()).toEqual({ matrix: 'bakers', from: 1, to: 2, cycles: [], competencies: [{ competency: 'kneading', asked: 0 }, { competency: 'glazing', asked: 0 }, { competency: 'shaping', asked: 0 }] });
    const cycle = await createCycle('Autumn', 1);
    await createCycle('On another version', 2);
    const over = [await createCycle('Over', 1), await createCycle('Called off', 1)] as const;
    await launch(over[0], ['kneading']);
    await tell(`cycle/${over[0]}`, CycleClosed({ cycle: over[0], by, at }));
    await tell(`cycle/${over[1]}`, CycleCancelled({ cycle: over[1], by, at }));
    await launch(cycle, ['baking', 'kneading'], ['baking'], ['glazing']);
    const [answered = ''] = await launch(cycle, ['shaping', 'kneading']);
    await tell(`assessment/${answered}`, AssessmentSubmitted({ assessment: answered, ratings: [], on }));
    const told = {
      cycles: [{ cycle, name: 'Autumn', status: 'open', participants: 2, assessments: 4, asked: 3 }],
      competencies: [{ competency: 'kneading', asked: 2 }, { competency: 'glazing', asked: 1 }, { competency: 'shaping', asked: 1 }],
    };
    await eventually(async () => expect(await affected()).toMatchObject(told));
    const nothing = await affected(1, 1);
    expect(nothing).toMatchObject({ cycles: [{ assessments: 4, asked: 0 }], competencies: [] });
  });

  it('is for editors and HR, of versions that there are', async () => {
    const query = '/matrices/bakers/diff/affected?from=1&to=2';
    expect((await running.service.as('reader')('GET', query)).status).toBe(403);
    expect((await running.service.as('helen', 'hr')('GET', query)).status).toBe(200);
    expect((await editor('GET', '/matrices/bakers/diff/affected?from=1&to=9')).status).toBe(404);
    expect((await editor('GET', '/matrices/bakers/diff/affected?from=1')).status).toBe(400);
  });
});
