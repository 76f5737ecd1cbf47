// Whether the explanation of a grade finds room in the event that carries it, whatever people answer.
import type { ExplainedCell } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { gridOf, nameOf, placeOf, type Cell, type Grid } from '../cells/grid.js';
import { explainCell } from './gate.js';

/** An event holds 900 kB; the rest is for what the event says beside. */
export const mostExplanationBytes = 880_000;

/** Longer than any exact number that means of answers on a scale of four come to by weights of a few digits. */
const longest = '9'.repeat(24);
const fullest: Pick<ExplainedCell, 'contributions' | 'beside' | 'verdict'> = {
  contributions: [
    { source: 'manager', rating: 2, implied: false, counted: longest, weight: longest },
    { source: 'peers', counted: longest, weight: longest },
  ],
  beside: { self: 2, upward: longest },
  verdict: 'no-opportunity',
};
/** Of a reference to a cell, of a group in a gate, of a warning: with all their punctuation. */
const bytes = { reference: 6, group: 120, warning: 100, frame: 2_000 };
const answeringRoles = 4;

/**
 * Refuses a matrix on which the grade of somebody who works towards the next level could not be recorded.
 * @throws DomainError `matrix-too-large`
 */
export function mustHaveRoom(matrix: MatrixContent): void {
  const grid = gridOf(matrix);
  const last = matrix.levels.length - 1;
  matrix.levels.forEach((_, place) => mustFit(grid, place, Math.min(place + 1, last), '/matrix'));
}

/** The same for a target that was named, by codes. @throws DomainError `matrix-too-large`, `unknown-level` */
export function mustHaveRoomBetween(matrix: MatrixContent, current: string | null, target: string): void {
  mustFit(gridOf(matrix), current === null ? 0 : placeOf(matrix, current), placeOf(matrix, target), '/targetLevel');
}

function mustFit(grid: Grid, from: number, to: number, pointer: string): void {
  const needed = mostBytes(grid, from, to);
  if (needed <= mostExplanationBytes) return;
  const detail =
    `explaining a grade from "${nameOf(grid.matrix, from)}" to "${nameOf(grid.matrix, to)}" of the matrix "${grid.matrix.name}" could take ` +
    `${needed} bytes, and ${mostExplanationBytes} can be recorded; publish a version with shorter or fewer expectations, or divide it into a matrix per position`;
  throw new DomainError('matrix-too-large', 'Grades on this matrix could not be recorded with their reasons.', {
    ...{ bytes: needed, mostBytes: mostExplanationBytes },
    errors: [{ pointer, detail }],
  });
}

function mostBytes(grid: Grid, from: number, to: number): number {
  const { groups } = grid.matrix;
  const gates = grid.byLevel.slice(from, to + 1);
  const cells = [...new Set(gates.flat())];
  const texts = cells.reduce((sum, cell) => sum + sizeOf(explainCell(grid, cell, { ...fullest, value: null })) + longest.length, 0);
  const references = gates.flat().length + cells.length; // in gates, and in the lift
  return bytes.frame + texts + references * bytes.reference + gates.length * groups.length * bytes.group + mostWarnings(cells) * bytes.warning;
}

/** A lower answer for an earlier cell beside a higher one for a later cell: the most where half of a competency's cells are low. */
function mostWarnings(cells: readonly Cell[]): number {
  const perCompetency = new Map<string, number>();
  for (const { competency } of cells) perCompetency.set(competency.id, (perCompetency.get(competency.id) ?? 0) + 1);
  const pairs = [...perCompetency.values()].map((count) => Math.floor(count / 2) * Math.ceil(count / 2));
  return answeringRoles * pairs.reduce((sum, count) => sum + count, 0);
}

function sizeOf(cell: ExplainedCell): number {
  return new TextEncoder().encode(JSON.stringify(cell)).length + 1;
}
