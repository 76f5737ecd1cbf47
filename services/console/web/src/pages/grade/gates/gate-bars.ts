// A level's gate as bars: one segment per cell, what counts first, and where the threshold is.
import { counts, isSameCell, type Cell, type Gate, type Lift, type Verdict } from '../explanation/grade-view.js';

export interface GateBar {
  readonly group: string;
  readonly cells: readonly Cell[];
  readonly of: number;
  readonly counted: number;
  /** So many must count for the group to pass. */
  readonly needed: number;
  readonly mustHavesMissed: number;
  readonly passed: boolean;
}

const order: readonly Verdict[] = ['met', 'stands', 'no-opportunity', 'missed'];

export function barsOf({ groups, cells }: Gate): GateBar[] {
  return groups.map(({ group, inForce, missed, mayMiss, mustHavesMissed, passed }) => ({
    group,
    cells: cells.filter((cell) => cell.group === group).sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict)),
    of: inForce,
    counted: inForce - missed,
    needed: Math.max(0, inForce - mayMiss),
    mustHavesMissed,
    passed,
  }));
}

export const verdictsIn = (cells: readonly Cell[]): { readonly verdict: Verdict; readonly n: number }[] =>
  order.map((verdict) => ({ verdict, n: cells.filter((cell) => cell.verdict === verdict).length })).filter(({ n }) => n > 0);

export interface Gap {
  readonly cell: Cell;
  /** Whether it is one of the smallest set that would lift the grade. */
  readonly lifts: boolean;
}

/** What is missed at a gate: what would lift the grade first, then must-haves, then what is nearest to being met. */
export function missingAt({ cells }: Gate, lifting: Lift['cells']): Gap[] {
  const gaps = cells.filter(({ verdict }) => !counts(verdict)).map((cell) => ({ cell, lifts: lifting.some((one) => isSameCell(cell, one)) }));
  const rank = ({ cell, lifts }: Gap): number => (lifts ? 0 : 2) + (cell.mustHave ? 0 : 1);
  return gaps.sort((one, other) => rank(one) - rank(other) || toNumber(other.cell.value) - toNumber(one.cell.value));
}

/** An exact number of the server, a decimal or a fraction, to be shown or drawn; nothing counts as least. */
export function toNumber(exact: string | null): number {
  if (exact === null) return -1;
  const [top, bottom = '1'] = exact.split('/');
  return Number(top) / Number(bottom);
}
