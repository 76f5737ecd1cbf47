import { describe, expect, it } from '@jest/globals';

import { answered, gradeOf } from '../explanation/grade.fixture.js';
import { rungsOf } from './ladder-rungs.js';

const seniority = ['Junior', 'Junior+', 'Middle+', 'Senior', 'Lead'];

describe('the ladder', () => {
  it('has every level that the explanation speaks of in its order, whatever the cells are in force at', () => {
    const grade = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 2 }), hard: answered({ met: 2 }) });
    const [first, second] = grade.explanation.gates[1]!.cells;
    first!.levels = ['Middle+', 'Senior', 'Lead'];
    second!.levels = ['Junior', 'Junior+', 'Middle+'];
    expect(rungsOf(grade).map(({ level }) => level)).toEqual(seniority);
    expect(rungsOf(grade).map(({ marks }) => marks)).toEqual([[], [], ['current'], ['grade', 'target'], []]);
  });

  it('has the level below the current one, which no gate is about, below it', () => {
    const grade = gradeOf({ current: 'Middle+', target: 'Middle+', grade: 'Junior+', soft: answered({ missed: 3 }), hard: answered({ met: 2 }) });
    expect(rungsOf(grade)).toEqual([
      { level: 'Junior+', marks: ['grade'] },
      { level: 'Middle+', marks: ['current', 'target'] },
    ]);
  });

  it('has no rung for no level', () => {
    const grade = gradeOf({ current: null, target: 'Junior', grade: null, soft: answered({ missed: 3 }), hard: answered({ met: 2 }) });
    expect(rungsOf(grade)).toEqual([{ level: 'Junior', marks: ['target'] }]);
  });
});
