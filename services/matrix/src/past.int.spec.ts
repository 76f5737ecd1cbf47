// What was true at a moment, by time and by position in the log, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { fakeClock, type Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;
let reader: Caller;
let story: readonly RecordedEvent[];
/** The moment of an event of the story, as a time and as a place in the log. */
let at: Readonly<Record<'time' | 'position', (type: string, nth?: number) => string>>;

const v1 = '/matrices/bakers/versions/1';
const statement = (en: string) => ({ change: { kind: 'edit-cell', competency: 'kneading', level: 'junior', statement: { en } }, reason: `say ${en}` });
const commands: readonly (readonly [string, object])[] = [
  ['/matrices', { name: 'Bakers', levels: [{ code: 'junior', names: ['Junior'] }], groups: ['hard'] }],
  [`${v1}/changes`, { change: { kind: 'add-competency', id: 'kneading', group: 'hard', title: { en: 'Kneading' }, level: 'junior', cell: { statement: { en: 'Kneads' } } } }],
  [`${v1}/changes`, statement('Kneads well')],
  [`${v1}/publication`, {}],
  ['/matrices/bakers/versions', { from: 1 }],
  ['/matrices/bakers/versions/2/changes', statement('Kneads best')],
  ['/matrices/bakers/versions/2/discarding', {}],
  [`${v1}/retirement`, {}],
];

beforeAll(async () => {
  const clock = fakeClock('2026-11-26T10:00:00.000Z');
  running = await startMatrix({ clock });
  editor = running.service.as('editor', 'matrix-editor');
  reader = running.service.as('reader');
  let version = 0;
  for (const [path, body] of commands) {
    clock.advance({ minutes: 1 });
    const answer = await editor('POST', path, { body });
    expect([path, answer.status < 300]).toEqual([path, true]);
    ({ version } = answer.body);
  }
  await editor('GET', `${v1}?atLeast=${version}`);
  story = await running.log.readStream('matrix/bakers');
  const found = (type: string, nth: number): RecordedEvent => {
    const event = story.filter((one) => one.type === type)[nth];
    if (event === undefined) throw new Error(`the story has no ${type} ${nth}`);
    return event;
  };
  at = {
    time: (type, nth = 0) => (found(type, nth).data as { at: string }).at,
    position: (type, nth = 0) => `${found(type, nth).lane}:${found(type, nth).position}`,
  };
});
afterAll(async () => running?.close());

describe.each(['time', 'position'] as const)('what was true at a %s', (kind) => {
  it('is a grid, as it was', async () => {
    const grid = async (type: string, nth = 0) => (await editor('GET', `${v1}?at=${at[kind](type, nth)}`)).body;
    expect(await grid('VersionDrafted')).toMatchObject({ status: 'draft', revision: 1, competencies: [] });
    expect(await grid('DraftChanged')).toMatchObject({ status: 'draft', revision: 2, competencies: [{ cells: [{ statement: { en: 'Kneads' } }] }] });
    expect(await grid('DraftChanged', 1)).toMatchObject({ status: 'draft', revision: 3, competencies: [{ cells: [{ statement: { en: 'Kneads well' } }] }] });
    expect(await grid('VersionPublished')).toMatchObject({ status: 'published', hash: expect.any(String) });
    expect(await grid('VersionRetired')).toEqual((await editor('GET', v1)).body);
  });

  it('is a list, as it was, without what was given up', async () => {
    const lanes = (type: string) => (kind === 'time' ? at.time(type) : [0, 1].map((lane) => (at.position(type).startsWith(`${lane}:`) ? at.position(type) : `${lane}:0`)).join(','));
    const versions = async (type: string, as = editor) => (await as('GET', `/matrices?at=${lanes(type)}`)).body.matrices[0]?.versions.map((one: Record<string, unknown>) => `${one['version']} ${one['status']}`);
    expect(await versions('VersionDrafted')).toEqual(['1 draft']);
    expect(await versions('VersionDrafted', reader)).toBeUndefined();
    expect(await versions('VersionPublished', reader)).toEqual(['1 published']);
    expect(await versions('DraftDiscarded')).toEqual(['1 published']);
    expect(await versions('VersionRetired')).toEqual(['1 retired']);
  });

  it('is a difference, an export and a history', async () => {
    const late = at[kind]('DraftChanged', 2);
    expect((await editor('GET', `/matrices/bakers/diff?from=1&to=2&at=${late}`)).body.changed).toHaveLength(1);
    const early = await editor('GET', `${v1}/export?at=${at[kind]('DraftChanged')}`);
    expect(JSON.stringify(early.body)).toContain('"Kneads"');
    const numbers = async (path: string, type: string, nth = 0) => (await editor('GET', `${path}?at=${at[kind](type, nth)}`)).body.changes.map(({ number }: { number: number }) => number);
    expect(await numbers(`${v1}/changes`, 'VersionDrafted')).toEqual([]);
    expect(await numbers(`${v1}/changes`, 'DraftChanged')).toEqual([2]);
    expect(await numbers('/matrices/bakers/changes', 'DraftDiscarded')).toEqual([8, 3, 2]);
  });

  it('was not there before it began, nor for who could not see it then', async () => {
    const start = kind === 'time' ? '2020-01-01T00:00:00Z' : at.position('VersionDrafted').replace(/\d+$/, '0');
    expect((await editor('GET', `${v1}?at=${start}`)).status).toBe(404);
    expect((await editor('GET', `/matrices/bakers/versions/2?at=${at[kind]('VersionPublished')}`)).status).toBe(404);
    expect((await reader('GET', `${v1}?at=${at[kind]('DraftChanged')}`)).status).toBe(404);
    expect((await reader('GET', `${v1}?at=${at[kind]('VersionPublished')}`)).status).toBe(200);
  });
});

describe('a position', () => {
  it('within a beginning is before it: nobody ever saw half of a draft', async () => {
    const branch = story.filter(({ type }) => type === 'VersionDrafted')[1];
    expect((await editor('GET', `/matrices/bakers/versions/2?at=${branch?.lane}:${branch?.position}`)).status).toBe(404);
  });

  it('within a publication is before it', async () => {
    const competency = story.find(({ type }) => type === 'CompetencyPublished');
    expect((await editor('GET', `${v1}?at=${competency?.lane}:${competency?.position}`)).body).toMatchObject({ status: 'draft', revision: 3 });
  });

  it('in another lane says nothing of this matrix, and which one does', async () => {
    const lane = story[0]?.lane === 0 ? 1 : 0;
    const refused = await editor('GET', `${v1}?at=${lane}:1`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer: '/at', detail: `needs ${story[0]?.lane}:POSITION` }] } });
  });
});

describe('the history of a cell', () => {
  it('says over all versions who changed it, when and why', async () => {
    const { body } = await editor('GET', '/matrices/bakers/changes?part=cell/kneading/junior');
    expect(body.changes).toMatchObject([
      { version: 2, number: 8, reason: 'say Kneads best', by: expect.any(String), at: expect.any(String) },
      { version: 1, number: 3, reason: 'say Kneads well' },
      { version: 1, number: 2, reason: null },
    ]);
  });
});

describe('what is no moment', () => {
  it.each(['yesterday', '2026-11-26', '2026-13-45T00:00:00Z', '12', '0:', '0:1,', '0:-1'])('%s is refused with what it takes', async (wrong) => {
    for (const path of ['/matrices?', `${v1}?`, '/matrices/bakers/diff?from=1&to=1&', `${v1}/export?`, `${v1}/changes?`]) {
      const refused = await editor('GET', `${path}at=${encodeURIComponent(wrong)}`);
      expect([path, refused.status, refused.body.code, refused.body.errors]).toEqual([path, 400, 'invalid-request', [{ detail: expect.stringMatching(/^query parameter at: (must be a time in UTC|there is no such time)/) }]]);
    }
  });
});
