// What follows from a rater's 2 or 3, and what contradicts it.
import { describe, expect, it } from '@jest/globals';
import { decideGrade, type Answer } from '@rung/assessment/grading';
import type { RaterRole, RatingValue } from '@rung/contracts';

import { cellOf, competency, defaultPolicy, everywhere, gave, matrixOf } from './sketched-matrix.js';

describe('a 2 or 3 for a later cell', () => {
  const grows = matrixOf(everywhere, [competency('grows', [{ at: ['l1'] }, { at: ['l2'] }, { at: ['l3'] }])]);
  const levels = { current: null, target: 'l3' };
  const at = (level: string, value: RatingValue, role: RaterRole = 'manager', rater = 'm'): Answer[] =>
    gave(role, rater, { grows: value }, level);

  it.each([2, 3] as const)('(%i) counts as a 2 for the earlier cells that the rater left out', (value) => {
    const decision = decideGrade(defaultPolicy, grows, levels, at('l3', value));
    for (const gate of [0, 1]) {
      expect(cellOf(decision, 'grows', gate)).toMatchObject({ value: '2', verdict: 'met' });
      expect(cellOf(decision, 'grows', gate).contributions[0]).toMatchObject({ rating: 2, implied: true, counted: '2' });
    }
    expect(cellOf(decision, 'grows', 2).contributions[0]).toMatchObject({ rating: value, implied: false, counted: '2' });
  });

  it('does so from beyond the target too', () => {
    const decision = decideGrade(defaultPolicy, grows, { current: null, target: 'l1' }, at('l3', 2));
    expect(cellOf(decision, 'grows').verdict).toBe('met');
  });

  it('implies nothing as a 0, a 1 or an n, nor for later cells', () => {
    for (const value of [0, 1, 'n'] as const) {
      expect(cellOf(decideGrade(defaultPolicy, grows, levels, at('l2', value)), 'grows', 0).value).toBeNull();
    }
    expect(cellOf(decideGrade(defaultPolicy, grows, levels, at('l2', 3)), 'grows', 2).value).toBeNull();
  });

  it('counts among the three peers who could judge', () => {
    const answers = [...at('l1', 1, 'peer', 'a'), ...at('l1', 1, 'peer', 'b'), ...at('l2', 2, 'peer', 'c')];
    expect(cellOf(decideGrade(defaultPolicy, grows, levels, answers), 'grows', 0).value).toBe('1.5'); // (1 + 1 + 2) / 3
  });

  it('does not overrule "unable to judge", which is an answer', () => {
    const decision = decideGrade(defaultPolicy, grows, levels, [...at('l1', 'n'), ...at('l3', 3)]);
    expect(cellOf(decision, 'grows', 0)).toMatchObject({ value: null, verdict: 'no-opportunity' });
    expect(cellOf(decision, 'grows', 1).verdict).toBe('met');
  });

  it('holds for that rater in that role alone', () => {
    const answers = [...at('l1', 1, 'peer', 'a'), ...at('l1', 1, 'peer', 'b'), ...at('l2', 2, 'upward', 'c'), ...at('l2', 2, 'peer', 'b')];
    expect(cellOf(decideGrade(defaultPolicy, grows, levels, answers), 'grows', 0).value).toBeNull();
  });

  it('stands beside a 0 or 1 for an earlier cell, with a warning', () => {
    const decision = decideGrade(defaultPolicy, grows, levels, [...at('l1', 0), ...at('l2', 2)]);
    expect(cellOf(decision, 'grows', 0).value).toBe('0');
    expect(cellOf(decision, 'grows', 1).value).toBe('2');
    expect(decision.explanation.warnings).toEqual([
      expect.objectContaining({
        source: 'manager',
        earlier: expect.objectContaining({ statement: { en: 'grows from l1' } }),
        later: expect.objectContaining({ statement: { en: 'grows from l2' } }),
      }),
    ]);
  });

  it('warns once for a pair: an implied answer contradicts nobody', () => {
    const decision = decideGrade(defaultPolicy, grows, levels, [...at('l1', 0), ...at('l3', 2)]);
    expect(decision.explanation.warnings).toHaveLength(1);
  });

  it('warns of peers by their shown means alone, never by one peer’s answers', () => {
    const split = [...at('l1', 0, 'peer', 'a'), ...at('l2', 3, 'peer', 'a')];
    expect(decideGrade(defaultPolicy, grows, levels, split).explanation.warnings).toEqual([]);
    const many = ['a', 'b', 'c'].flatMap((rater) => [...at('l1', 1, 'peer', rater), ...at('l2', 2, 'peer', rater)]);
    expect(decideGrade(defaultPolicy, grows, levels, many).explanation.warnings).toEqual([expect.objectContaining({ source: 'peers' })]);
    const unseen = decideGrade(defaultPolicy, grows, { current: null, target: 'l1' }, many);
    expect(unseen.explanation.warnings).toEqual([]); // the later mean is not shown
  });
});
