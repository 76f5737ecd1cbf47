import { expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';

import { gridOf } from './grid.js';

const content: MatrixContent = {
  name: 'Builders', reading: 'complete', groups: ['constructor'], terms: [],
  levels: [{ code: 'junior', names: ['Junior'], sameAs: {} }, { code: 'senior', names: ['Senior'], sameAs: Object.fromEntries([['constructor', 'junior']]) }],
  competencies: [{ id: 'walls', group: 'constructor', title: { en: 'Walls' }, cells: [{ listedAt: ['junior'], statement: { en: 'Builds walls' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }] }],
};

it('a group with the code of what every object has is the same as another level’s where that is said, and nowhere else', () => {
  const { levels } = gridOf({ matrix: 'builders', version: 1, status: 'draft', hash: null, revision: 1 }, content);
  expect(levels.map(({ groups }) => groups['constructor'])).toEqual([{ own: 1, inForce: 1, sameAs: null }, { own: 0, inForce: 1, sameAs: 'junior' }]);
});
