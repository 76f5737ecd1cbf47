import { expect, it } from '@jest/globals';

import { gridView } from '../../../matrices/grid-view.js';
import { grid } from '../../../matrices/grid.fixture.js';
import { gridMap } from './grid-map.js';

it('the arrow keys find what can be opened, a reference under one name in all its rows', () => {
  expect(gridMap(gridView(grid)).slice(-3)).toEqual([
    [null, null, 'mentoring/lead'],
    ['python/junior', 'python/senior', 'same-as:hard/lead'],
    [null, 'kafka/senior', 'same-as:hard/lead'],
  ]);
});

it('a level with the code of what every object has refers to no other', () => {
  const levels = grid.levels.map((level) => (level.code === 'junior' ? { ...level, code: 'constructor' } : level));
  expect(gridMap(gridView({ ...grid, levels }), true).map(([first]) => first)).toEqual(['learning', 'feedback', 'mentoring', 'python', 'kafka'].map((id) => `${id}/constructor`));
});
