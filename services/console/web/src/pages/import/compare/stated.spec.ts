import { describe, expect, it } from '@jest/globals';

import { grid } from '../../../matrices/grid.fixture.js';
import { preview } from '../preview/preview.fixture.js';
import { statedInGrid, statedInPreview } from './stated.js';

describe('statements in one form', () => {
  it('come from a preview, a competency of several cells as several', () => {
    expect(statedInPreview(preview).map(({ id, statement, levels }) => [id, statement, levels])).toEqual([
      ['asks', 'Asks', ['Junior', 'Senior']],
      ['oop', 'Knows OOP', ['Junior']],
      ['oop-deep', 'Knows OOP deeply', ['Senior']],
      ['git', 'Commits', ['Junior']],
      ['git', 'Rebases', ['Senior']],
    ]);
  });

  it('come from a published version, in the language of the preview and with the levels at which they hold, inherited ones too', () => {
    const python = statedInGrid(grid, 'ru').filter(({ id }) => id === 'python');
    expect(python).toEqual([
      { id: 'python', group: 'hard', statement: 'Синтаксис', levels: ['Junior'] },
      { id: 'python', group: 'hard', statement: 'Сложные функции', levels: ['Senior', 'Lead'] },
    ]);
  });
});
