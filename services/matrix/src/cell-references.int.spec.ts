// That a cell is the same as another level's: as it was at a moment, and who said so and why, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { personIdOf } from '@rung/service-kit';
import { fakeClock, testPersonIdSecret, type Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;
let reader: Caller;
/** The moment of the n-th change, of the publication: as a time and as a place in the log. */
let at: Readonly<Record<'time' | 'position', (type: string, nth?: number) => string>>;

const [v1, v2] = ['/matrices/millers/versions/1', '/matrices/millers/versions/2'];
const levels = ['junior', 'middle', 'senior'].map((code) => ({ code, names: [code] }));
const same = (as: string | null) => ({ kind: 'cell-same-as', competency: 'grinding', level: 'senior', as });
const story: readonly (readonly [who: 'ann' | 'ben', path: string, body: object])[] = [
  ['ann', '/matrices', { name: 'Millers', levels, groups: ['hard'] }],
  ['ann', `${v1}/changes`, { change: { kind: 'add-competency', id: 'grinding', group: 'hard', title: { en: 'Grinding' }, level: 'junior', cell: { statement: { en: 'Grinds' } } } }],
  ['ann', `${v1}/changes`, { change: { kind: 'add-cell', competency: 'grinding', level: 'middle', cell: { statement: { en: 'Grinds fine' } } } }],
  ['ann', `${v1}/changes`, { change: same('junior'), reason: 'seniors have millers for it' }],
  ['ben', `${v1}/changes`, { change: same('middle'), reason: 'they grind fine too' }],
  ['ann', `${v1}/changes`, { change: { kind: 'edit-cell', competency: 'grinding', level: 'middle', statement: { en: 'Grinds finest' } } }],
  ['ann', `${v1}/publication`, {}],
  ['ann', '/matrices/millers/versions', { from: 1 }],
  ['ben', `${v2}/changes`, { change: same(null), reason: 'nobody asks it of them' }],
];

beforeAll(async () => {
  const clock = fakeClock('2026-11-28T10:00:00.000Z');
  running = await startMatrix({ clock });
  editor = running.service.as('ann', 'matrix-editor');
  reader = running.service.as('reader');
  let version = 0;
  for (const [who, path, body] of story) {
    clock.advance({ minutes: 1 });
    const answer = await running.service.as(who, 'matrix-editor')('POST', path, { body });
    expect([path, answer.status < 300]).toEqual([path, true]);
    ({ version } = answer.body);
  }
  await editor('GET', `${v2}?atLeast=${version}`);
  const events = await running.log.readStream('matrix/millers');
  const found = (type: string, nth: number): RecordedEvent => {
    const event = events.filter((one) => one.type === type)[nth];
    if (event === undefined) throw new Error(`the story has no ${type} ${nth}`);
    return event;
  };
  at = {
    time: (type, nth = 0) => (found(type, nth).data as { at: string }).at,
    position: (type, nth = 0) => `${found(type, nth).lane}:${found(type, nth).position}`,
  };
});
afterAll(async () => running?.close());

/** What a senior shows, and the level that says so. */
function atSenior({ competencies: [grinding] }: { competencies: { cells: { statement: Record<string, string> }[]; sameAs?: object; inForce: { level: string; cell: number; inheritedFrom?: string }[] }[] }) {
  const here = grinding?.inForce.find(({ level }) => level === 'senior');
  return [grinding?.sameAs ?? null, here?.inheritedFrom ?? null, here && grinding?.cells[here.cell]?.statement['en']];
}

describe.each(['time', 'position'] as const)('a reference of one cell, at a %s', (kind) => {
  it.each<[string, [type: string, nth: number], unknown[]]>([
    ['is not there before it was made', ['DraftChanged', 1], [null, null, 'Grinds fine']],
    ['leads where it led then', ['DraftChanged', 2], [{ senior: 'junior' }, 'junior', 'Grinds']],
    ['leads elsewhere once it was changed', ['DraftChanged', 3], [{ senior: 'middle' }, 'middle', 'Grinds fine']],
    ['has the words that stood there then', ['DraftChanged', 4], [{ senior: 'middle' }, 'middle', 'Grinds finest']],
    ['stays in what was published, whatever the next version says', ['DraftChanged', 5], [{ senior: 'middle' }, 'middle', 'Grinds finest']],
  ])('%s', async (_, [type, nth], expected) => {
    const moment = at[kind](type, nth);
    expect(atSenior((await editor('GET', `${v1}?at=${moment}`)).body)).toEqual(expected);
    const { body } = await editor('GET', `${v1}/export?at=${moment}`);
    expect((body as { competencies: { sameAs?: object }[] }).competencies[0]?.sameAs ?? null).toEqual(expected[0]);
  });

  it('is gone from the version that took it out, and shown to readers in the one that was published', async () => {
    expect(atSenior((await editor('GET', `${v2}?at=${at[kind]('DraftChanged', 5)}`)).body)).toEqual([null, null, 'Grinds finest']);
    expect(atSenior((await reader('GET', `${v1}?at=${at[kind]('VersionPublished')}`)).body)).toEqual([{ senior: 'middle' }, 'middle', 'Grinds finest']);
    expect((await reader('GET', `${v1}?at=${at[kind]('DraftChanged', 4)}`)).status).toBe(404);
  });

  it('is a difference of versions, as it was', async () => {
    const { body } = await editor('GET', `/matrices/millers/diff?from=1&to=2&at=${at[kind]('DraftChanged', 5)}`);
    expect(body.changed).toMatchObject([{ competency: 'grinding', cells: [], references: [{ level: 'senior', before: 'middle', after: null }] }]);
  });
});

describe('the history of a cell that refers', () => {
  const [ann, ben] = ['ann', 'ben'].map((who) => personIdOf(testPersonIdSecret, who));
  const told = [
    { version: 2, by: ben, reason: 'nobody asks it of them', parts: [{ part: 'reference', before: 'middle', after: null }] },
    { version: 1, by: ben, reason: 'they grind fine too', parts: [{ part: 'reference', before: 'junior', after: 'middle' }] },
    { version: 1, by: ann, reason: 'seniors have millers for it', parts: [{ part: 'reference', before: null, after: 'junior' }] },
  ];
  const history = async (query: string) => (await editor('GET', `/matrices/millers/changes?part=reference/grinding/senior${query}`)).body.changes;

  it('says over all versions what it led to, who said so and why', async () => expect(await history('')).toMatchObject(told));

  it.each(['time', 'position'] as const)('says at a %s what was known then', async (kind) => {
    expect(await history(`&at=${at[kind]('DraftChanged', 3)}`)).toMatchObject(told.slice(1));
    expect(await history(`&at=${at[kind]('DraftChanged', 1)}`)).toEqual([]);
  });
});
