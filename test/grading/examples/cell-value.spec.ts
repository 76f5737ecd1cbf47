// The default policy's first two sentences: what a cell is worth, and whether it is met.
import { describe, expect, it } from '@jest/globals';
import { decideGrade, type Answer } from '@rung/assessment/grading';
import { gradingPolicy, type RatingValue } from '@rung/contracts';

import { atOne, cellOf, competency, defaultPolicy, everywhere, gave, matrixOf, one } from './sketched-matrix.js';

function valueOf(...answers: Answer[][]): string | null {
  return cellOf(decideGrade(defaultPolicy, one, atOne, answers.flat()), 'only').value;
}

function peers(...values: RatingValue[]): Answer[] {
  return values.flatMap((value, at) => gave('peer', `peer ${at}`, { only: value }));
}

describe('the value of a cell', () => {
  it('is 0.6 of the manager and 0.4 of the mean of the peers, exactly', () => {
    expect(valueOf(gave('manager', 'm', { only: 1 }), peers(2, 2, 2))).toBe('1.4');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(1, 1, 1))).toBe('1.6');
  });

  it('caps each rating at 2, so that a 3 here never pays for a 0 there', () => {
    expect(valueOf(gave('manager', 'm', { only: 3 }))).toBe('2');
    expect(valueOf(peers(3, 3, 0))).toBe('1.5'); // (2 + 2 + 0) / 3 = 4/3 → 1.5, not 2
    expect(valueOf(peers(3, 3, 3))).toBe('2');
  });

  it('takes peers from three who could judge: with two they drop out and the manager weighs all', () => {
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0))).toBe('2');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0, 'n'))).toBe('2');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0, 0))).toBe('1.4'); // 1.2 + 0.4 · 0.5
  });

  it('takes a higher threshold of anonymity where the policy has one', () => {
    const stricter = gradingPolicy.parse({ minimumPeers: 5 });
    const of = (...values: RatingValue[]) => cellOf(decideGrade(stricter, one, atOne, peers(...values)), 'only').value;
    expect(of(2, 2, 2, 2)).toBeNull();
    expect(of(2, 2, 2, 2, 2)).toBe('2');
  });

  it('rounds the mean of the peers to the nearest half, a tie up', () => {
    expect(valueOf(peers(1, 1, 2))).toBe('1.5'); // 4/3
    expect(valueOf(peers(1, 1, 1, 2))).toBe('1.5'); // 5/4: a tie
    expect(valueOf(peers(1, 1, 1, 1, 2))).toBe('1'); // 6/5
    expect(valueOf(peers(2, 2, 2, 1))).toBe('2'); // 7/4: a tie
  });

  it('shows and counts a mean of the peers below one half as one half', () => {
    expect(valueOf(peers(0, 0, 0))).toBe('0.5');
    expect(valueOf(peers(0, 0, 0, 0, 1))).toBe('0.5');
  });

  it('is the peers’ alone without a manager’s answer', () => {
    expect(valueOf(peers(2, 2, 1))).toBe('1.5');
    expect(valueOf(gave('manager', 'm', { only: 'n' }), peers(2, 2, 2))).toBe('2');
  });

  it('gives self and upward answers no weight and shows them beside', () => {
    const upward = [0, 1, 1].flatMap((value, at) => gave('upward', `u${at}`, { only: value as RatingValue }));
    const decision = decideGrade(defaultPolicy, one, atOne, [...gave('self', 's', { only: 3 }), ...upward]);
    expect(cellOf(decision, 'only')).toMatchObject({ value: null, beside: { self: 3, upward: '0.5' } });
    expect(decision.grade).toBe('l1'); // one missed cell of one may be missed
  });

  it('shows upward answers only from the threshold on', () => {
    const upward = [2, 2].flatMap((value, at) => gave('upward', `u${at}`, { only: value as RatingValue }));
    expect(cellOf(decideGrade(defaultPolicy, one, atOne, upward), 'only').beside.upward).toBeNull();
  });

  it('takes no notice of the weight of an expectation', () => {
    const [only] = one.competencies;
    const heavy = { ...one, competencies: [{ ...only!, cells: [{ ...only!.cells[0]!, weight: 7 }] }] };
    const answers = [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)];
    expect(decideGrade(defaultPolicy, heavy, atOne, answers)).toEqual(decideGrade(defaultPolicy, one, atOne, answers));
  });

  it('is exact where decimals are not', () => {
    const thirds = gradingPolicy.parse({ weights: { manager: '1/3', peers: '1/3' }, metFrom: '3/2' });
    const decision = decideGrade(thirds, one, atOne, [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)]);
    expect(cellOf(decision, 'only')).toMatchObject({ value: '1.5', verdict: 'met' });
    const odd = gradingPolicy.parse({ weights: { manager: '1', peers: '2' } });
    const oddly = decideGrade(odd, one, atOne, [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)]);
    expect(cellOf(oddly, 'only').value).toBe('5/3');
  });

  it('is none where the only one who could judge weighs nothing', () => {
    const managersOnly = gradingPolicy.parse({ weights: { manager: '1', peers: '0' } });
    expect(cellOf(decideGrade(managersOnly, one, atOne, peers(2, 2, 2)), 'only').value).toBeNull();
  });
});

describe('a cell', () => {
  const rise = matrixOf(everywhere, [
    competency('stays', [{ at: everywhere }]),
    competency('raised', [{ at: ['l1'] }, { at: ['l2', 'l3'] }]),
  ]);
  const up = { current: 'l1', target: 'l2' };

  it('is met at 1.5 and missed just below', () => {
    const verdict = (...answers: Answer[][]) => cellOf(decideGrade(defaultPolicy, one, atOne, answers.flat()), 'only').verdict;
    expect(verdict(peers(2, 2, 1))).toBe('met');
    expect(verdict(gave('manager', 'm', { only: 1 }), peers(2, 2, 2))).toBe('missed'); // 1.4
    expect(verdict(gave('manager', 'm', { only: 2 }), peers(1, 1, 1))).toBe('met'); // 1.6
  });

  it('without a value stands if it is in force at the current level, in every gate where it stands', () => {
    const decision = decideGrade(defaultPolicy, rise, up, []);
    expect(cellOf(decision, 'stays', 0).verdict).toBe('stands');
    expect(cellOf(decision, 'stays', 1).verdict).toBe('stands');
    expect(cellOf(decision, 'raised', 0).verdict).toBe('stands');
  });

  it('without a value is otherwise no opportunity yet, and missed', () => {
    const decision = decideGrade(defaultPolicy, rise, up, []);
    expect(cellOf(decision, 'raised', 1).verdict).toBe('no-opportunity');
    expect(decision.explanation.gates[1]?.groups).toContainEqual(expect.objectContaining({ group: 'hard', missed: 1 }));
  });

  it('has no value with too few peers, whatever they or the person said', () => {
    const answers = [...gave('peer', 'p', { stays: 0 }), ...gave('self', 's', { stays: 0 }), ...gave('manager', 'm', { stays: 'n' })];
    expect(cellOf(decideGrade(defaultPolicy, rise, up, answers), 'stays').verdict).toBe('stands');
  });

  it('stands for nobody without a current level', () => {
    expect(cellOf(decideGrade(defaultPolicy, rise, { current: null, target: 'l1' }, []), 'stays').verdict).toBe('no-opportunity');
  });
});
