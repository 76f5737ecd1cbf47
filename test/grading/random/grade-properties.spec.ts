// What holds of every grade and every explanation, whatever the organisation.
import { describe, expect, it } from '@jest/globals';
import { decideGrade, type Answer, type Decision } from '@rung/assessment/grading';
import type { Explanation, RatingValue } from '@rung/contracts';
import fc from 'fast-check';
import { ok, strictEqual } from 'node:assert/strict';

import { add, atLeast, naiveGrade, naiveInForce, ratio, same, times, type Ratio } from './naive-grade.js';
import { organisation, type Organisation } from './organisations.js';

const minute = 60_000;
const decide = ({ policy, matrix, levels, answers }: Organisation): Decision => decideGrade(policy, matrix, levels, answers);
const rankOf = ({ matrix }: Organisation, grade: string | null) => matrix.levels.findIndex((level) => level.code === grade);

describe('a grade', () => {
  it('does not depend on the order of the answers, nor on how raters are called', () => {
    fc.assert(
      fc.property(organisation, fc.infiniteStream(fc.nat()), (given, dice) => {
        const order = given.answers.map((answer) => ({ answer, roll: dice.next().value as number }));
        const shuffled = order.sort((one, other) => one.roll - other.roll).map(({ answer }) => ({ ...answer, rater: `z${9 - Number(answer.rater.slice(1))}` }));
        expect(JSON.stringify(decide({ ...given, answers: shuffled }))).toBe(JSON.stringify(decide(given)));
      }),
      { numRuns: 500 },
    );
  }, minute);

  it('never falls when a rating rises and the same people answered the same cells, implied answers included', () => {
    let raised = 0;
    fc.assert(
      fc.property(organisation, fc.nat(), (given, which) => {
        const numeric = given.answers.filter(({ value }) => value !== 'n' && value < 3);
        const chosen = numeric[which % Math.max(1, numeric.length)];
        if (chosen === undefined) return;
        const answers = given.answers.map((answer) =>
          answer === chosen ? { ...answer, value: (Number(answer.value) + 1) as RatingValue } : answer,
        );
        // A 1 that becomes a 2 may imply answers that nobody gave before: then other people judge, and nothing is promised.
        if (implies(given, chosen) && chosen.value === 1) return;
        raised += 1;
        expect(rankOf(given, decide({ ...given, answers }).grade)).toBeGreaterThanOrEqual(rankOf(given, decide(given).grade));
      }),
      { numRuns: 3_000 },
    );
    expect(raised).toBeGreaterThan(1_000);
  }, minute);

  it('is at most one level below the current one, and never above the target', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const rank = rankOf(given, decide(given).grade);
        expect(rank).toBeLessThanOrEqual(rankOf(given, given.levels.target));
        expect(rank).toBeGreaterThanOrEqual((given.levels.current === null ? 0 : rankOf(given, given.levels.current)) - 1);
      }),
      { numRuns: 500 },
    );
  }, minute);
});

describe('an explanation', () => {
  it('is enough to recompute every value, verdict and gate, and the grade', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const { explanation } = decide(given);
        expect(recomputedGrade(given, explanation)).toBe(explanation.grade);
      }),
      { numRuns: 1_000 },
    );
  }, minute);

  it('lists in each gate exactly the cells that are in force there', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const from = given.levels.current === null ? 0 : rankOf(given, given.levels.current);
        decide(given).explanation.gates.forEach((gate, at) => {
          const expected = given.matrix.competencies.flatMap(({ cells }, competency) => {
            const cell = naiveInForce(given.matrix, competency, from + at);
            return cell === null ? [] : [cells[cell]!.statement];
          });
          expect(gate.cells.map(({ statement }) => statement)).toEqual(expected);
        });
      }),
      { numRuns: 500 },
    );
  }, minute);

  it('says no more of peers than a mean of at least as many as the policy asks for, and holds no rater', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const named = { ...given, answers: given.answers.map((answer) => ({ ...answer, rater: `rater-key-${answer.rater}` })) };
        const { explanation } = decide(named);
        expect(JSON.stringify(explanation)).not.toContain('rater-key');
        const peers = new Set(given.answers.filter(({ role }) => role === 'peer').map(({ rater }) => rater)).size;
        if (peers >= given.policy.minimumPeers) return;
        for (const cell of explanation.gates.flatMap(({ cells }) => cells)) {
          expect(cell.contributions[1]).toEqual({ source: 'peers', counted: null, weight: null });
        }
      }),
      { numRuns: 500 },
    );
  }, minute);

  it('shows the manager’s answers as they were given or implied', () => {
    fc.assert(
      fc.property(organisation, (given) => {
        const from = given.levels.current === null ? 0 : rankOf(given, given.levels.current);
        const { manager } = naiveGrade(given);
        decide(given).explanation.gates.forEach((gate, at) => {
          for (const { competency: id, contributions } of gate.cells) {
            const competency = given.matrix.competencies.findIndex((one) => one.id === id);
            const expected = manager({ competency, cell: naiveInForce(given.matrix, competency, from + at)! });
            strictEqual(contributions[0]?.source === 'manager' ? contributions[0].rating : undefined, expected);
          }
        });
      }),
      { numRuns: 500 },
    );
  }, minute);
});

/** Whether a 2 here would stand for an earlier cell that this rater left out in this role. */
function implies({ matrix, answers }: Organisation, { rater, role, competency, level }: Answer): boolean {
  const at = matrix.competencies.findIndex(({ id }) => id === competency);
  const cellOf = (name: string) =>
    naiveInForce(matrix, at, matrix.levels.findIndex(({ code }) => code === name))!;
  const answered = answers
    .filter((answer) => answer.rater === rater && answer.role === role && answer.competency === competency)
    .map((answer) => cellOf(answer.level));
  return Array.from({ length: cellOf(level) }, (_, cell) => cell).some((cell) => !answered.includes(cell));
}

/** The grade's name by the explanation alone, checking each step on the way. */
function recomputedGrade(given: Organisation, { currentLevel, metFrom, gates }: Explanation): string | null {
  const names = given.matrix.levels.map((level) => level.names[0]!);
  for (const { cells, groups, passed } of gates) {
    for (const cell of cells) {
      const counting = cell.contributions.filter(({ weight }) => weight !== null);
      const sum = (of: readonly Ratio[]) => of.reduce(add, { n: 0n, d: 1n });
      if (counting.length === 0) {
        strictEqual(cell.value, null);
        strictEqual(cell.verdict, currentLevel !== null && cell.levels.includes(currentLevel) ? 'stands' : 'no-opportunity');
      } else {
        const value = sum(counting.map(({ counted, weight }) => times(ratio(counted!), ratio(weight!))));
        ok(same(sum(counting.map(({ weight }) => ratio(weight!))), { n: 1n, d: 1n }));
        ok(same(value, ratio(cell.value!)));
        strictEqual(cell.verdict, atLeast(value, ratio(metFrom)) ? 'met' : 'missed');
      }
    }
    const missed = cells.filter(({ verdict }) => verdict === 'missed' || verdict === 'no-opportunity');
    for (const { group, inForce, missed: count, mayMiss, mustHavesMissed, passed: ofGroup } of groups) {
      const own = missed.filter((cell) => cell.group === group);
      strictEqual(inForce, cells.filter((cell) => cell.group === group).length);
      strictEqual(count, own.length);
      strictEqual(mustHavesMissed, own.filter(({ mustHave }) => mustHave).length);
      strictEqual(ofGroup, count <= mayMiss && mustHavesMissed === 0);
    }
    strictEqual(passed, groups.every((group) => group.passed));
  }
  const failed = gates.findIndex((gate) => !gate.passed);
  const first = names.indexOf(gates[0]!.level);
  return names[first + (failed < 0 ? gates.length : failed) - 1] ?? null;
}
