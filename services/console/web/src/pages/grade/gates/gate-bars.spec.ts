import { describe, expect, it } from '@jest/globals';

import { cellOf, gateOf } from '../explanation/grade.fixture.js';
import { barsOf, missingAt, toNumber } from './gate-bars.js';

const cell = (competency: string, given: Parameters<typeof cellOf>[0]) => cellOf({ competency, ...given });

describe('a gate as bars', () => {
  it('puts what counts first, so that the threshold is a place in the bar', () => {
    const gate = gateOf('Senior', [
      cell('a', { verdict: 'missed' }),
      cell('b', { verdict: 'stands' }),
      cell('c', { verdict: 'no-opportunity' }),
      cell('d', { verdict: 'met' }),
      cell('e', { verdict: 'met', group: 'soft' }),
    ]);
    const [hard, soft] = barsOf(gate);
    expect(hard!.cells.map(({ verdict }) => verdict)).toEqual(['met', 'stands', 'no-opportunity', 'missed']);
    expect(hard).toMatchObject({ group: 'hard', of: 4, counted: 2, needed: 3, passed: false });
    expect(soft).toMatchObject({ group: 'soft', of: 1, counted: 1, needed: 0, passed: true });
  });

  it('tells a must-have that is missed although enough counts', () => {
    const [bar] = barsOf(gateOf('Senior', [cell('a', { verdict: 'missed', mustHave: true }), ...['b', 'c', 'd', 'e'].map((name) => cell(name, { verdict: 'met' }))]));
    expect(bar).toMatchObject({ counted: 4, needed: 4, mustHavesMissed: 1, passed: false });
  });
});

describe('what is missed at a gate', () => {
  it('is what would lift the grade, then must-haves, then the nearest to being met, and last what has no value', () => {
    const cells = [
      cell('unseen', { verdict: 'no-opportunity' }),
      cell('far', { verdict: 'missed', value: '1/3' }),
      cell('met', { verdict: 'met' }),
      cell('near', { verdict: 'missed', value: '1.4' }),
      cell('must', { verdict: 'missed', value: '0', mustHave: true }),
      cell('lifting', { verdict: 'missed', value: '1' }),
    ];
    const gaps = missingAt(gateOf('Senior', cells), [cells[5]!]);
    expect(gaps.map(({ cell: { competency }, lifts }) => [competency, lifts])).toEqual([
      ['lifting', true],
      ['must', false],
      ['near', false],
      ['far', false],
      ['unseen', false],
    ]);
  });
});

it.each([
  ['1.8', 1.8],
  ['5/3', 5 / 3],
  ['0', 0],
  [null, -1],
])('%s is drawn as %d', (exact, drawn) => {
  expect(toNumber(exact)).toBe(drawn);
});
