import { describe, expect, it } from '@jest/globals';

import { hidingIn, inGroups, movedBy, rowsOf, stepOf, steps, type HeatmapRow } from './heatmap-model.js';

const few = { people: null, met: null, hidden: 'fewer than 5 people' } as const;
const bySubtraction = { people: null, met: null, hidden: 'would tell of fewer than 5 people by subtraction' } as const;
const told = (met: number) => ({ people: 20, met });
const row = (competency: string, group: string, cells: HeatmapRow['cells']): HeatmapRow => ({ competency, group, title: { en: competency }, cells });
const rows = [row('learning', 'soft', [told(0.95), few]), row('sql', 'hard', [told(0.5), told(1)]), row('kafka', 'hard', [few, bySubtraction])];
const heatmap = { cycle: '', unit: null, columns: [], rows };
const namesOf = (some: readonly HeatmapRow[]) => some.map(({ competency }) => competency);

describe('the rows of a heatmap', () => {
  it('are in the order of the matrix, or the least met first and those of which nothing is told last', () => {
    expect(namesOf(rowsOf(heatmap, {}))).toEqual(['learning', 'sql', 'kafka']);
    expect(namesOf(rowsOf(heatmap, { order: 'weakest' }))).toEqual(['sql', 'learning', 'kafka']);
  });

  it('can be those of one group', () => {
    expect(namesOf(rowsOf(heatmap, { group: 'soft' }))).toEqual(['learning']);
  });

  it('stand under the name of their group, as often as it begins anew', () => {
    expect(inGroups(rowsOf(heatmap, { order: 'weakest' })).map(({ group, rows: those }) => [group, namesOf(those)])).toEqual([
      ['hard', ['sql']],
      ['soft', ['learning']],
      ['hard', ['kafka']],
    ]);
  });
});

it.each([
  [0, 0],
  [0.4999, 0],
  [0.5, 1],
  [0.9499, 3],
  [0.95, 4],
  [1, 4],
])('a share of %d is on step %d of the scale', (share, step) => {
  expect(stepOf(share)).toBe(step);
  expect(step).toBeLessThan(steps.length);
});

it('counts what is hidden by why', () => {
  expect(hidingIn(rows)).toEqual([
    { reason: 'fewer than 5 people', cells: 2 },
    { reason: 'would tell of fewer than 5 people by subtraction', cells: 1 },
  ]);
  expect(hidingIn([rows[1]!])).toEqual([]);
});

describe('arrows', () => {
  it.each([
    ['ArrowRight', [1, 1]],
    ['ArrowLeft', [1, 0]],
    ['ArrowUp', [0, 0]],
    ['ArrowDown', [2, 0]],
    ['PageDown', [2, 0]],
    ['PageUp', [0, 0]],
    ['End', [1, 1]],
    ['Home', [1, 0]],
    ['Tab', undefined],
  ])('%s goes from the second row to %p, and never out of the grid', (key, to) => {
    expect(movedBy(key, [1, 0], [3, 2])).toEqual(to);
  });
});
