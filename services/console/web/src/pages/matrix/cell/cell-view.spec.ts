import { describe, expect, it } from '@jest/globals';

import { grid } from '../../../matrices/grid.fixture.js';
import { openCell } from './cell-view.js';

describe('an open cell', () => {
  it('says since which level its words hold, and shows the way through the levels', () => {
    const cell = openCell(grid, 'learning', 'lead');
    expect(cell).toMatchObject({ level: 'Lead', state: 'carried', since: 'Junior / Trainee', sameAs: null });
    expect(cell?.steps.map(({ name, state }) => [name, state])).toEqual([['Junior / Trainee', 'new'], ['Senior', 'carried'], ['Lead', 'carried']]);
  });

  it('says of which level it is where the whole group is the same', () => {
    expect(openCell(grid, 'python', 'lead')).toMatchObject({ state: 'carried', since: 'Senior', sameAs: 'Senior' });
  });

  it('says of which level it is where it is the same by a reference of its own, and shows that on the way', () => {
    const referring = { ...grid, competencies: grid.competencies.map((one) => (one.id === 'learning' ? { ...one, sameAs: { lead: 'senior' } } : one)) };
    const cell = openCell(referring, 'learning', 'lead');
    expect(cell).toMatchObject({ state: 'carried', sameAs: 'Senior' });
    expect(cell?.steps.map(({ sameAs }) => sameAs)).toEqual([null, null, 'Senior']);
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
