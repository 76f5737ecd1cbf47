// A level's gate: every cell in force there, its verdict, and whether enough of them are met.
import type { ExplainedCell, ExplainedGate, GradingPolicy, Verdict } from '@rung/contracts';
import Fraction from 'fraction.js';

import { nameOf, type Cell, type Grid } from '../cells/grid.js';
import { exactText } from './exact.js';

/** A cell with its verdict: the same in every gate where the cell is in force. */
export interface JudgedCell {
  readonly cell: Cell;
  readonly value: Fraction | null;
  readonly verdict: Verdict;
  readonly explained: ExplainedCell;
}

export interface Gate {
  readonly place: number;
  readonly passed: boolean;
  readonly cells: readonly JudgedCell[];
  readonly explained: ExplainedGate;
}

/**
 * The verdict on a cell. Without a value it is met if it is in force at the current level, as nobody says that it no longer
 * holds; else it is not met.
 */
export function verdictOn(cell: Cell, value: Fraction | null, metFrom: Fraction, current: number | null): Verdict {
  if (value !== null) return value.gte(metFrom) ? 'met' : 'missed';
  return current !== null && cell.inForceAt.includes(current) ? 'stands' : 'no-opportunity';
}

export function isMissed(verdict: Verdict): boolean {
  return verdict === 'missed' || verdict === 'no-opportunity';
}

/** How many of `inForce` cells of a group may be missed: max(least, ⌊share · inForce⌋). */
export function mayMiss(policy: Pick<GradingPolicy, 'mayMiss'>, inForce: number): number {
  const share = Number(new Fraction(policy.mayMiss.share).mul(inForce).floor().n);
  return Math.max(policy.mayMiss.least, share);
}

/** The gate of the level at `place`. `cells` are those in force there. */
export function gateOf(grid: Grid, policy: GradingPolicy, place: number, cells: readonly JudgedCell[]): Gate {
  const groups = grid.matrix.groups.map((group) => {
    const own = cells.filter(({ cell }) => cell.competency.group === group);
    const missed = own.filter(({ verdict }) => isMissed(verdict));
    const mustHavesMissed = missed.filter(({ cell }) => cell.expectation.mustHave).length;
    const allowed = mayMiss(policy, own.length);
    return {
      group,
      inForce: own.length,
      missed: missed.length,
      mayMiss: allowed,
      mustHavesMissed,
      passed: missed.length <= allowed && mustHavesMissed === 0,
    };
  });
  const passed = groups.every((group) => group.passed);
  const explained = { level: nameOf(grid.matrix, place), passed, groups, cells: cells.map((cell) => cell.explained) };
  return { place, passed, cells, explained };
}

/**
 * The smallest set of cells that, once met, opens a gate: in each group every missed must-have, and of the other missed cells
 * as many as are missed beyond what may be, the ones nearest to being met first, then as the matrix lists them. In its order.
 */
export function smallestLift(grid: Grid, policy: GradingPolicy, gate: Gate): Cell[] {
  return grid.matrix.groups
    .flatMap((group) => {
      const own = gate.cells.filter(({ cell }) => cell.competency.group === group);
      const missed = own.filter(({ verdict }) => isMissed(verdict));
      const mustHaves = missed.filter(({ cell }) => cell.expectation.mustHave);
      const others = missed.filter(({ cell }) => !cell.expectation.mustHave).sort(nearestFirst);
      const beyond = Math.max(0, others.length - mayMiss(policy, own.length));
      return [...mustHaves, ...others.slice(0, beyond)].map(({ cell }) => cell);
    })
    .sort((one, other) => one.order - other.order);
}

/** Further from being met than any value. */
const noValue = new Fraction(-1);

function nearestFirst(one: JudgedCell, other: JudgedCell): number {
  return (other.value ?? noValue).compare(one.value ?? noValue) || one.cell.order - other.cell.order;
}

/** What an explanation says of a cell. */
export function explainCell(
  grid: Grid,
  cell: Cell,
  judged: Pick<ExplainedCell, 'contributions' | 'beside' | 'verdict'> & { value: Fraction | null },
): ExplainedCell {
  return {
    competency: cell.competency.id,
    group: cell.competency.group,
    title: cell.competency.title,
    statement: cell.expectation.statement,
    levels: cell.inForceAt.map((place) => nameOf(grid.matrix, place)),
    mustHave: cell.expectation.mustHave,
    evidenceRequired: cell.expectation.evidenceRequired,
    contributions: judged.contributions,
    beside: judged.beside,
    value: judged.value === null ? null : exactText(judged.value),
    verdict: judged.verdict,
  };
}
