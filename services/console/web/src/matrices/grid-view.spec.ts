import { describe, expect, it } from '@jest/globals';

import { gridView } from './grid-view.js';
import { grid } from './grid.fixture.js';

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

  it('shows a cell that is the same as another level’s as a reference, whatever its state', () => {
    const referring = { ...grid, competencies: grid.competencies.map((one) => (one.id === 'learning' ? { ...one, sameAs: { lead: 'junior' } } : one)) };
    const [learning, feedback] = gridView(referring).groups.flatMap(({ rows }) => rows).map(({ cells }) => cells.map((cell) => cell?.sameAs ?? null));
    expect([learning, feedback]).toEqual([[null, null, 'Junior / Trainee'], [null, null, null]]);
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
});
