// What an explanation says besides the verdicts: the lift, and nothing about who said what.
import { describe, expect, it } from '@jest/globals';
import { decideGrade } from '@rung/assessment/grading';
import { explanation as explanationSchema } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

import { atOne, cellOf, competency, defaultPolicy, everywhere, gave, matrixOf, one, plain } from './sketched-matrix.js';

describe('the smallest set of cells that would lift the grade', () => {
  const first = { current: null, target: 'l1' };

  it('is every missed must-have and as many others as are missed beyond what may be, the nearest first', () => {
    const matrix = matrixOf(['l1'], [...plain(4, ['l1']), competency('must', [{ at: ['l1'], mustHave: true }])]);
    const answers = [
      ...gave('manager', 'm', { c1: 0, c2: 1, c4: 2, must: 1 }), // c3 has no answer
    ];
    const { grade, explanation } = decideGrade(defaultPolicy, matrix, first, answers);
    expect(grade).toBeNull();
    // c1, c2, c3 are missed and one may be: two must be lifted, c2 (1) before c1 (0) before c3 (no value)
    expect(explanation.lift).toEqual({
      level: 'L1',
      cells: [expect.objectContaining({ competency: 'c1' }), expect.objectContaining({ competency: 'c2' }), expect.objectContaining({ competency: 'must' })],
    });
  });

  it('goes by the matrix among equals', () => {
    const { explanation } = decideGrade(defaultPolicy, matrixOf(['l1'], plain(3, ['l1'])), first, gave('manager', 'm', { c1: 0, c2: 0, c3: 0 }));
    expect(explanation.lift?.cells.map((cell) => cell.competency)).toEqual(['c1', 'c2']);
  });

  it('is none at the target', () => {
    expect(decideGrade(defaultPolicy, one, atOne, gave('manager', 'm', { only: 2 })).explanation.lift).toBeNull();
  });

  it('opens the current gate where the grade fell below it', () => {
    const matrix = matrixOf(everywhere, everywhere.flatMap((level) => plain(2, [level], `${level}-`)));
    const { grade, explanation } = decideGrade(defaultPolicy, matrix, { current: 'l2', target: 'l3' }, gave('manager', 'm', { 'l2-1': 1, 'l2-2': 0 }, 'l2'));
    expect(grade).toBe('l1');
    expect(explanation.lift).toMatchObject({ level: 'L2', cells: [{ competency: 'l2-1' }] });
  });
});

describe('the explanation', () => {
  const matrix = matrixOf(everywhere, [...plain(3, everywhere, 's', 'soft'), competency('grows', [{ at: ['l1'] }, { at: ['l2', 'l3'] }])]);
  const answers = [
    ...gave('manager', 'rater-m', { s1: 2, s2: 1, grows: 2 }, 'l2'),
    ...['a', 'b', 'c'].flatMap((name) => gave('peer', `rater-${name}`, { s1: 2, s3: 1 }, 'l3')),
    ...gave('self', 'rater-s', { s1: 3 }),
  ];
  const decision = decideGrade(defaultPolicy, matrix, { current: 'l1', target: 'l2' }, answers);

  it('fits its contract', () => {
    expect(explanationSchema.parse(decision.explanation)).toEqual(decision.explanation);
  });

  it('shows every gate from current to target with every cell in force', () => {
    expect(decision.explanation.gates.map((gate) => gate.level)).toEqual(['L1', 'L2']);
    expect(decision.explanation.gates.map((gate) => gate.cells.length)).toEqual([4, 4]);
  });

  it('names no rater, no number of peers and no level code', () => {
    const text = JSON.stringify(decision.explanation);
    expect(text).not.toMatch(/rater-/);
    expect(Object.keys(cellOf(decision, 's1').contributions[1] ?? {})).toEqual(['source', 'counted', 'weight']);
    expect(cellOf(decision, 's1').levels).toEqual(['L1', 'L2', 'L3']);
  });

  it('is the same bytes in any order of the answers and by any names of the raters', () => {
    const renamed = answers.map((answer) => ({ ...answer, rater: `${answer.rater.length}${[...answer.rater].reverse().join('')}` }));
    expect(JSON.stringify(decideGrade(defaultPolicy, matrix, { current: 'l1', target: 'l2' }, renamed.reverse()))).toBe(JSON.stringify(decision));
  });
});

describe('answers that no grade can be decided from', () => {
  it.each([
    ['unknown-competency', gave('manager', 'm', { nothing: 2 })],
    ['unknown-level', gave('manager', 'm', { only: 2 }, 'l9')],
    ['cell-rated-twice', [...gave('peer', 'p', { only: 2 }), ...gave('peer', 'p', { only: 2 })]],
    ['rater-not-allowed', [...gave('manager', 'm', { only: 2 }), ...gave('manager', 'other', { only: 2 })]],
  ])('are refused as %s', (code, answers) => {
    let refusal: unknown;
    try {
      decideGrade(defaultPolicy, one, atOne, answers);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code });
  });
});
