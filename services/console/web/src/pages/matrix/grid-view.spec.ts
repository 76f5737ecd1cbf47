import { describe, expect, it } from '@jest/globals';

import { openCell } from './cell-view.js';
import { grid } from './grid.fixture.js';
import { gridMap } from './grid-map.js';
import { gridView } from './grid-view.js';

const rowsOf = (view: ReturnType<typeof gridView>) => view.groups.flatMap(({ rows }) => rows.map(({ id }) => id));
const statesOf = (view: ReturnType<typeof gridView>, id: string) =>
  view.groups.flatMap(({ rows }) => rows).find((row) => row.id === id)?.cells.map((cell) => cell?.state ?? 'blank');

describe('the grid that is drawn', () => {
  const view = gridView(grid);

  it('has rows in the order in which they first appear, group by group: a staircase', () => {
    expect(rowsOf(view)).toEqual(['learning', 'feedback', 'mentoring', 'python', 'kafka']);
  });

  it('says what each level adds to a row', () => {
    expect(statesOf(view, 'learning')).toEqual(['new', 'carried', 'carried']);
    expect(statesOf(view, 'python')).toEqual(['new', 'raised', 'carried']);
    expect(statesOf(view, 'mentoring')).toEqual(['blank', 'blank', 'new']);
  });

  it('counts what is in force, new and raised at each level, whatever is filtered', () => {
    const counts = gridView(grid, { q: 'kafka' }).levels.map(({ counts: [soft, hard] }) => [soft?.inForce, soft?.added, hard?.inForce, hard?.added, hard?.raised]);
    expect(counts).toEqual([[2, 2, 1, 1, 0], [2, 0, 2, 1, 1], [3, 1, 2, 0, 0]]);
  });

  it('keeps a group that is the same as another level’s as one reference', () => {
    expect(view.groups.map(({ sameAs }) => sameAs)).toEqual([{}, { lead: 'senior' }]);
  });

  it('finds rows by words of a title or a statement, in any language, case and ё aside', () => {
    expect(rowsOf(gridView(grid, { q: 'УЧЕТ' }))).toEqual(['kafka']);
    expect(rowsOf(gridView(grid, { q: 'complex functions' }))).toEqual(['python']);
    expect(rowsOf(gridView(grid, { group: 'hard' }))).toEqual(['python', 'kafka']);
    expect(gridView(grid, { q: 'nowhere' })).toMatchObject({ shown: 0, all: 5, groups: [] });
  });

  it('outlines the own level only in the matrix that the person is assessed by', () => {
    const ownOf = (matrix: string) => gridView(grid, {}, { level: 'Senior', matrix }).levels.filter(({ isOwn }) => isOwn).map(({ code }) => code);
    expect(ownOf('sample')).toEqual(['senior']);
    expect(ownOf('accountants')).toEqual([]);
  });

  it('maps what can be opened, a reference under one name in all its rows', () => {
    expect(gridMap(view).slice(-3)).toEqual([
      [null, null, 'mentoring/lead'],
      ['python/junior', 'python/senior', 'same-as:hard/lead'],
      [null, 'kafka/senior', 'same-as:hard/lead'],
    ]);
  });
});

describe('an open cell', () => {
  it('says since which level its words hold, and shows the way through the levels', () => {
    const cell = openCell(grid, 'learning', 'lead');
    expect(cell).toMatchObject({ level: 'Lead', state: 'carried', since: 'Junior / Trainee', sameAs: null });
    expect(cell?.steps.map(({ name, state }) => [name, state])).toEqual([['Junior / Trainee', 'new'], ['Senior', 'carried'], ['Lead', 'carried']]);
  });

  it('says of which level it is where the whole group is the same', () => {
    expect(openCell(grid, 'python', 'lead')).toMatchObject({ state: 'carried', since: 'Senior', sameAs: 'Senior' });
  });

  it('brings the terms that its words use', () => {
    expect(openCell(grid, 'feedback', 'junior')?.terms.map(({ word }) => word)).toEqual(['Feedback']);
    expect(openCell(grid, 'kafka', 'senior')?.terms).toEqual([]);
  });

  it('is none where nothing is required, or nothing of that name is there', () => {
    expect(openCell(grid, 'mentoring', 'junior')).toBeUndefined();
    expect(openCell(grid, 'unknown', 'junior')).toBeUndefined();
  });
});
