// The grade against its naive twin, on thousands of random organisations.
import { describe, expect, it } from '@jest/globals';
import { decideGrade, type Decision } from '@rung/assessment/grading';
import { explanation as explanationSchema, gradingPolicy, type GradingPolicy } from '@rung/contracts';
import fc from 'fast-check';
import { ok, strictEqual } from 'node:assert/strict';

import { naiveGrade, naiveInForce, naiveLiftSize, ratio, same, type NaiveCell } from './naive-grade.js';
import { organisation, type Organisation } from './organisations.js';

const minutes = 60_000;
const decide = ({ policy, matrix, levels, answers }: Organisation): Decision => decideGrade(policy, matrix, levels, answers);
const rankOf = ({ matrix }: Organisation, grade: string | null) => matrix.levels.findIndex((level) => level.code === grade);

/** The cells that the explanation names as the lift, as the twin names cells. */
function liftedCells(given: Organisation, { explanation: { lift } }: Decision): NaiveCell[] {
  if (lift === null) return [];
  const level = given.matrix.levels.findIndex(({ names }) => names[0] === lift.level);
  return lift.cells.map(({ competency }) => {
    const at = given.matrix.competencies.findIndex(({ id }) => id === competency);
    return { competency: at, cell: naiveInForce(given.matrix, at, level)! };
  });
}

describe('the grade and its naive twin', () => {
  it('agree on the grade, and on the value and verdict of every cell in every gate', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const ours = decide(given);
        const theirs = naiveGrade(given);
        expect(ours.grade).toBe(theirs.grade);
        expect(ours.explanation.gates).toHaveLength(theirs.gates.length);
        ours.explanation.gates.forEach((gate, at) => {
          const twin = theirs.gates[at]!;
          expect(gate.cells.map((cell) => cell.competency)).toEqual([...twin.keys()]);
          for (const cell of gate.cells) {
            const { value, met } = twin.get(cell.competency)!;
            strictEqual(cell.verdict === 'met' || cell.verdict === 'stands', met);
            strictEqual(cell.value === null, value === null);
            if (cell.value !== null && value !== null) ok(same(ratio(cell.value), value));
          }
        });
        explanationSchema.parse(ours.explanation);
      }),
      { numRuns: 4_000 },
    );
  }, 2 * minutes);

  it('agree that the lift is enough, and that nothing smaller is', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const ours = decide(given);
        const lifted = liftedCells(given, ours);
        const size = naiveLiftSize(given);
        if (ours.explanation.lift === null) {
          expect(ours.grade).toBe(given.levels.target);
        } else {
          expect(lifted).toHaveLength(size!);
          expect(rankOf(given, naiveGrade(given, lifted).grade)).toBeGreaterThan(rankOf(given, ours.grade));
        }
      }),
      { numRuns: 1_000 },
    );
  }, 2 * minutes);

  it.each<[string, Partial<GradingPolicy>]>([
    ['the cap', { cap: 3 }],
    ['the weights', { weights: { manager: '0.4', peers: '0.6' } }],
    ['the threshold of a cell', { metFrom: '1.6' }],
    ['the number of peers', { minimumPeers: 4 }],
    ['the share that may be missed', { mayMiss: { share: '0.5', least: 1 } }],
    ['the least that may be missed', { mayMiss: { share: '0.2', least: 0 } }],
  ])('would differ if one of them had %s wrong', (_, wrong) => {
    const differs = fc.sample(organisation, { numRuns: 2_000, seed: 1 }).some((given) => {
      const right = { ...given, policy: gradingPolicy.parse({}) };
      const other = naiveGrade({ ...given, policy: gradingPolicy.parse(wrong) });
      return decide(right).grade !== other.grade;
    });
    expect(differs).toBe(true);
  }, minutes);
});
