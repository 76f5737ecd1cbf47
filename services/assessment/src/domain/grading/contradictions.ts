// Answers that contradict each other within a competency: each stands, and a warning says so.
import type { Explanation, GradingPolicy } from '@rung/contracts';
import Fraction from 'fraction.js';

import type { Cell, Grid } from '../cells/grid.js';
import { isShown, type Sheet, type SheetEntry, type Sheets } from './answer-sheets.js';
import { meanOf } from './cell-value.js';
import { cellName } from './cell-name.js';

type Warning = Explanation['warnings'][number];
type Contradicts = (earlier: Cell, later: Cell) => boolean;

/**
 * The warnings of an explanation. The own and the manager's answers are shown one by one, so each pair of them may warn. Of peers
 * and upward raters only what is shown may: the means, and only of `shown` cells, else a warning would give away a single answer.
 */
export function contradictions(grid: Grid, sheets: Sheets, policy: GradingPolicy, shown: ReadonlySet<Cell>): Warning[] {
  const sources: readonly [Warning['source'], Contradicts][] = [
    ['self', inOneOf(sheets.self)],
    ['manager', inOneOf(sheets.manager)],
    ['peers', inMeans(sheets.peer, policy, shown)],
    ['upward', inMeans(sheets.upward, policy, shown)],
  ];
  return [...grid.byCompetency.values()]
    .filter((cells) => cells.length > 1)
    .flatMap(pairs)
    .flatMap(([earlier, later]) =>
      sources
        .filter(([, contradicts]) => contradicts(earlier, later))
        .map(([source]): Warning => ({ kind: 'contradiction', source, earlier: cellName(earlier), later: cellName(later) })),
    );
}

function pairs(cells: readonly Cell[]): [Cell, Cell][] {
  return cells.flatMap((earlier, at) => cells.slice(at + 1).map((later): [Cell, Cell] => [earlier, later]));
}

function inOneOf(sheets: readonly Sheet[]): Contradicts {
  return (earlier, later) => sheets.some((sheet) => contradict(sheet.get(earlier), sheet.get(later)));
}

/** Both must have been answered: an implied 2 only repeats the later answer that it follows from. */
function contradict(earlier: SheetEntry | undefined, later: SheetEntry | undefined): boolean {
  if (earlier === undefined || later === undefined || earlier.implied || later.implied) return false;
  return (earlier.value === 0 || earlier.value === 1) && isShown(later.value);
}

function inMeans(sheets: readonly Sheet[], policy: GradingPolicy, shown: ReadonlySet<Cell>): Contradicts {
  const metFrom = new Fraction(policy.metFrom);
  const mean = (cell: Cell) => (shown.has(cell) ? meanOf(cell, sheets, policy) : null);
  return (earlier, later) => (mean(later)?.gte(metFrom) ?? false) && (mean(earlier)?.lt(metFrom) ?? false);
}
