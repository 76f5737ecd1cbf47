// Grades as the server tells them, made from how many cells came out how; the gate below the target passes with everything.
import type { Cell, Explanation, Grade, Verdict } from './grade-view.js';

interface Answered {
  readonly met?: number;
  readonly missed?: number;
  readonly missedMustHave?: number;
  readonly stands?: number;
  readonly noOpportunity?: number;
}

type Outcome = Pick<Cell, 'verdict' | 'mustHave'>;

interface Asked {
  readonly current: string | null;
  readonly target: string;
  /** Where it is not the target or the current level. */
  readonly grade?: string | null;
  readonly calibrated?: string | null;
  /** What came of the target's cells. */
  readonly soft: readonly Outcome[];
  readonly hard: readonly Outcome[];
  /** And of the current level's, where the target is another: all of one group. */
  readonly below?: readonly Outcome[];
  readonly mayMiss?: { readonly soft?: number; readonly hard?: number };
  readonly groups?: { readonly soft: string; readonly hard: string };
}

export function answered({ met = 0, missed = 0, missedMustHave = 0, stands = 0, noOpportunity = 0 }: Answered): Outcome[] {
  const some = (n: number, verdict: Verdict, mustHave = false): Outcome[] => Array.from({ length: n }, () => ({ verdict, mustHave }));
  return [...some(missedMustHave, 'missed', true), ...some(met, 'met'), ...some(stands, 'stands'), ...some(noOpportunity, 'no-opportunity'), ...some(missed, 'missed')];
}

export function cellOf(given: Partial<Cell> & Pick<Cell, 'verdict'>): Cell {
  const value = { met: '2', missed: '1.4', stands: null, 'no-opportunity': null }[given.verdict];
  return {
    competency: 'git',
    group: 'hard',
    title: { en: 'Git' },
    statement: { en: 'Uses Git' },
    levels: ['Junior'],
    mustHave: false,
    evidenceRequired: false,
    contributions: [
      { source: 'manager', rating: value === null ? 'n' : 2, implied: false, counted: value, weight: value === null ? null : '0.6' },
      { source: 'peers', counted: value, weight: value === null ? null : '0.4' },
    ],
    beside: { self: 2, upward: null },
    value,
    ...given,
  };
}

const isMissed = ({ verdict }: Outcome): boolean => verdict === 'missed' || verdict === 'no-opportunity';

export function gateOf(level: string, cells: readonly Cell[], mayMiss: Readonly<Record<string, number>> = {}): Explanation['gates'][number] {
  const groups = [...new Set(cells.map(({ group }) => group))].map((group) => {
    const here = cells.filter((cell) => cell.group === group);
    const missed = here.filter(isMissed).length;
    const mustHavesMissed = here.filter((cell) => cell.mustHave && isMissed(cell)).length;
    const most = mayMiss[group] ?? Math.max(1, Math.floor(here.length / 5));
    return { group, inForce: here.length, missed, mayMiss: most, mustHavesMissed, passed: missed <= most && mustHavesMissed === 0 };
  });
  return { level, passed: groups.every(({ passed }) => passed), groups, cells: [...cells] };
}

export function gradeOf({ current, target, grade, calibrated, soft, hard, below = answered({ met: 1 }), mayMiss = {}, groups = { soft: 'soft', hard: 'hard' } }: Asked): Grade {
  const named = (outcomes: readonly Outcome[], group: string) => outcomes.map((outcome, at) => cellOf({ ...outcome, group, competency: `${group}-${at}`, levels: [target] }));
  const cells = [...named(soft, groups.soft), ...named(hard, groups.hard)];
  const last = gateOf(target, cells, mayMiss);
  const first = current === null || current === target ? [] : [gateOf(current, named(below, groups.soft).map((cell) => ({ ...cell, levels: [current, target] })))];
  const decided = last.passed ? target : grade === undefined ? current : grade;
  const shown = calibrated === undefined ? decided : calibrated;
  const level = (name: string) => ({ code: name.toLowerCase(), name });
  return {
    person: '60b952a0-bd0d-8210-b4e4-a155a5f6ac95',
    cycle: '536c64d8-a44d-57da-95d0-9fb085985b60',
    state: 'released',
    grade: shown === null ? null : level(shown),
    currentLevel: current === null ? null : level(current),
    targetLevel: level(target),
    explanation: {
      policy: { name: 'default', version: 1 },
      currentLevel: current,
      targetLevel: target,
      grade: decided,
      metFrom: '1.5',
      minimumPeers: 3,
      gates: [...first, last],
      lift: last.passed ? null : { level: target, cells: liftOf(last) },
      warnings: [],
    },
    matrix: { id: 'python', version: 3 },
    proposedAt: '2026-11-23T10:00:00.000Z',
    confirmedAt: '2026-11-24T10:00:00.000Z',
    confirmedBy: shown === decided ? 'other' : 'calibration',
    calibration: shown === decided ? null : { from: decided === null ? null : level(decided) },
    releasedAt: '2026-11-25T10:00:00.000Z',
    version: 5,
  };
}

/** As docs/grading.md has it: all missed must-haves, and of the others as many as are missed beyond what may be. */
function liftOf(gate: Explanation['gates'][number]): Cell[] {
  return gate.groups.flatMap(({ group, missed, mayMiss, mustHavesMissed }) => {
    const here = gate.cells.filter((cell) => cell.group === group && isMissed(cell));
    const others = Math.max(0, missed - mustHavesMissed - mayMiss);
    return [...here.filter(({ mustHave }) => mustHave), ...here.filter(({ mustHave }) => !mustHave).slice(0, others)];
  });
}
