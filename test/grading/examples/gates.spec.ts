// The default policy's last two sentences: when a gate passes, and which grade follows.
import { describe, expect, it } from '@jest/globals';
import { decideGrade } from '@rung/assessment/grading';

import { competency, defaultPolicy, everywhere, gave, matrixOf, plain } from './sketched-matrix.js';

describe('a gate', () => {
  const first = { current: null, target: 'l1' };
  const missing = (count: number, of: number, prefix = 'c') =>
    gave('manager', 'm', Object.fromEntries(Array.from({ length: of }, (_, at) => [`${prefix}${at + 1}`, at < count ? 0 : 2])));

  it.each([
    [1, 1, true],
    [2, 4, false],
    [1, 9, true],
    [2, 9, false],
    [2, 10, true],
    [3, 10, false],
    [2, 14, true],
    [3, 14, false],
    [3, 15, true],
  ])('with %i of %i missed in a group: passed %s', (missed, of, passed) => {
    const decision = decideGrade(defaultPolicy, matrixOf(['l1'], plain(of, ['l1'])), first, missing(missed, of));
    expect(decision.grade).toBe(passed ? 'l1' : null);
  });

  it('counts each group by itself', () => {
    const matrix = matrixOf(['l1'], [...plain(4, ['l1'], 's', 'soft'), ...plain(4, ['l1'], 'h')]);
    expect(decideGrade(defaultPolicy, matrix, first, [...missing(1, 4, 's'), ...missing(1, 4, 'h')]).grade).toBe('l1');
    expect(decideGrade(defaultPolicy, matrix, first, [...missing(2, 4, 's'), ...missing(0, 4, 'h')]).grade).toBeNull();
  });

  it('fails with one must-have missed, however few cells are missed', () => {
    const must = competency('must', [{ at: ['l1'], mustHave: true }]);
    const matrix = matrixOf(['l1'], [...plain(9, ['l1']), must]);
    const decision = decideGrade(defaultPolicy, matrix, first, [...missing(0, 9), ...gave('manager', 'm', { must: 1 })]);
    expect(decision.grade).toBeNull();
    expect(decision.explanation.gates[0]?.groups[1]).toEqual({
      group: 'hard', inForce: 10, missed: 1, mayMiss: 2, mustHavesMissed: 1, passed: false,
    });
  });

  it('passes for a must-have that stands, and fails for one without an opportunity', () => {
    const matrix = matrixOf(everywhere, [
      competency('old', [{ at: everywhere, mustHave: true }]),
      competency('new', [{ at: ['l3'], mustHave: true }]),
    ]);
    expect(decideGrade(defaultPolicy, matrix, { current: 'l1', target: 'l3' }, []).grade).toBe('l2');
  });

  it('passes for a group without cells', () => {
    const decision = decideGrade(defaultPolicy, matrixOf(['l1'], plain(1, ['l1'])), first, missing(0, 1));
    expect(decision.explanation.gates[0]?.groups[0]).toMatchObject({ group: 'soft', inForce: 0, passed: true });
  });
});

describe('the grade', () => {
  const four = ['l1', 'l2', 'l3', 'l4'];
  // Two cells of their own per level: failing both fails exactly that level's gate.
  const ladder = matrixOf(four, four.flatMap((level) => plain(2, [level], `${level}-`)));
  const passing = (...levels: string[]) =>
    four.flatMap((level) => gave('manager', 'm', { [`${level}-1`]: levels.includes(level) ? 2 : 0, [`${level}-2`]: levels.includes(level) ? 2 : 0 }, level));

  it('is the highest level up to which every gate from the current one passes', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l2', 'l3', 'l4')).grade).toBe('l4');
    expect(decideGrade(defaultPolicy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l2')).grade).toBe('l2');
  });

  it('does not jump over a gate that fails', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l3', 'l4')).grade).toBe('l1');
  });

  it('looks at no gate below the current level', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l3', target: 'l4' }, passing('l3')).grade).toBe('l3');
  });

  it('is one below the current level when its own gate fails, never further down', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l3', target: 'l4' }, passing('l4')).grade).toBe('l2');
  });

  it('is none when the lowest level was the current one and its gate fails', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l1', target: 'l2' }, passing('l2')).grade).toBeNull();
  });

  it('starts from the lowest gate without a current level', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: null, target: 'l2' }, passing('l2')).grade).toBeNull();
    expect(decideGrade(defaultPolicy, ladder, { current: null, target: 'l2' }, passing('l1', 'l2')).grade).toBe('l2');
  });

  it('is no higher than the target', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l2', target: 'l2' }, passing(...four)).grade).toBe('l2');
  });

  it('is shown by the first name of its level', () => {
    expect(decideGrade(defaultPolicy, ladder, { current: 'l1', target: 'l2' }, passing('l1', 'l2')).explanation.grade).toBe('L2');
  });

  it('is refused for a target below the current level', () => {
    expect(() => decideGrade(defaultPolicy, ladder, { current: 'l3', target: 'l2' }, [])).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'target-below-current' }),
    );
  });
});
