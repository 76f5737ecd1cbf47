import { describe, expect, it } from '@jest/globals';

import { alone, groupsOf, hidingIn, inGroups, movedBy, partName, rowsOf, stepOf, steps, type HeatmapRow } from './heatmap-model.js';

const few = { people: null, met: null, hidden: 'fewer than 5 people' } as const;
const bySubtraction = { people: null, met: null, hidden: 'would tell of fewer than 5 people by subtraction' } as const;
const told = (met: number) => ({ people: 20, met });
const row = (competency: string, group: string, cells: HeatmapRow['cells']): HeatmapRow => ({ competency, group, title: { en: competency }, cells });
const rows = [row('learning', 'soft', [told(0.95), few]), row('sql', 'hard', [told(0.5), told(1)]), row('kafka', 'hard', [few, bySubtraction])];
const heatmap = { cycle: '', unit: null, columns: [], groupNames: {}, rows };
const namesOf = (some: readonly HeatmapRow[]) => some.map(({ competency }) => competency);

describe('the rows of a heatmap', () => {
  it('are in the order of the matrix, or in each group the least met first and those of which nothing is told last', () => {
    expect(namesOf(rowsOf(heatmap, {}))).toEqual(['learning', 'sql', 'kafka']);
    expect(namesOf(rowsOf(heatmap, { order: 'weakest' }))).toEqual(['learning', 'sql', 'kafka']);
  });

  it('can be those of one group', () => {
    expect(groupsOf(heatmap)).toEqual(['soft', 'hard']);
    expect(namesOf(rowsOf(heatmap, { group: 'soft' }))).toEqual(['learning']);
    expect(namesOf(rowsOf(heatmap, { group: 'craft' }))).toEqual(['learning', 'sql', 'kafka']);
  });

  it.each([['matrix', ['kafka', 'sql']], ['weakest', ['sql', 'kafka']]] as const)('stand under the name of their group once, in the order %s and however they come', (order, hard) => {
    const mixed = { ...heatmap, rows: [rows[2]!, rows[0]!, rows[1]!] };
    expect(inGroups(rowsOf(mixed, { order })).map(({ group, rows: those }) => [group, namesOf(those)])).toEqual([
      ['hard', hard],
      ['soft', ['learning']],
    ]);
  });

  it('can be those of one unit alone, as the address says', () => {
    const columns = [{ unit: 'it', includes: 'own' as const }, { unit: 'web', includes: 'all-below' as const }] as typeof heatmap.columns;
    const asked = (part: string | undefined) => {
      const { columns: shown, rows: those } = alone({ columns, rows }, part);
      return [shown.map(partName), those.map(({ cells }) => cells)];
    };
    expect(asked('all-below.web')).toEqual([['all-below.web'], [[few], [told(1)], [bySubtraction]]]);
    for (const none of [undefined, 'all-below.it']) expect(asked(none)).toEqual([[partName(columns[0]!)], [[told(0.95)], [told(0.5)], [few]]]);
  });
});

it.each([
  [0, 0],
  [0.494, 0],
  [0.496, 1],
  [0.5, 1],
  [0.944, 3],
  [0.9474, 4],
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
