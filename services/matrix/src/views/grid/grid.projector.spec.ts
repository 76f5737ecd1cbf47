import { describe, expect, it } from '@jest/globals';
import { CompetencyDrafted, VersionDrafted, VersionPublished, type MatrixEvent } from '@rung/contracts';
import type { Competency, MatrixFrame } from '@rung/matrix-model';

import { project, type GridRow } from './grid.projector.js';

const by = '3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a11';
const at = '2026-11-22T10:00:00.000Z';
const frame: MatrixFrame = {
  name: 'Bakers',
  reading: 'complete',
  groups: ['hard'],
  levels: [{ code: 'apprentice', names: ['Apprentice'], sameAs: {} }],
  terms: [],
};
const kneading: Competency = {
  id: 'kneading',
  group: 'hard',
  title: { en: 'Kneads dough' },
  cells: [
    { listedAt: ['apprentice'], statement: { en: 'Kneads dough' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 },
  ],
};
const identity = { matrixId: 'bakers', version: 1 };
const story: MatrixEvent[] = [
  VersionDrafted({ ...identity, frame, competencies: 1, source: { kind: 'import', textSha256: '0'.repeat(64) }, by, at }),
  CompetencyDrafted({ ...identity, competency: kneading }),
  VersionPublished({ ...identity, hash: 'f'.repeat(64), frame, competencyIds: ['kneading'], by, at }),
];
const fold = (events: readonly [MatrixEvent, number][]) =>
  events.reduce<GridRow | undefined>((row, [event, version]) => project(row, event, version), undefined);

describe('the grid projection', () => {
  it('builds a version up from its events', () => {
    expect(fold(story.map((event, n) => [event, n + 1]))).toEqual({
      matrix_id: 'bakers',
      version: 1,
      status: 'published',
      hash: 'f'.repeat(64),
      frame,
      competencies: [kneading],
      stream_version: 3,
    });
  });

  it('takes each event once, however often it comes', () => {
    const once = story.map((event, n): [MatrixEvent, number] => [event, n + 1]);
    const again = once.flatMap((step) => [step, step]);
    expect(fold([...again, ...once])).toEqual(fold(once));
  });
});
