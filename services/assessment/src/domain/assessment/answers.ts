// Checks a rater's answers against what was asked, and names each cell by its own name.
import type { CellRef, Rating } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { cellFinderByCode, cellFinderByName, orRefuse } from '../cells/find-cell.js';
import { gridOf, type Cell } from '../cells/grid.js';
import { needsEvidence } from '../grading/index.js';
import type { Evidence } from '../review/review.js';
import type { Asking } from './asking.js';

interface Fault {
  /** JSON Pointer into the request. */
  readonly pointer: string;
  readonly detail: string;
}

/** The cell of what is recorded, by the code of any level at which it is in force. */
type CellOf = (ref: CellRef) => Cell | DomainError;

/**
 * The ratings as they are recorded.
 * @param matrix the pinned version. @param evidence what the participant has recorded.
 * @throws DomainError with every rating at fault in `errors`: `unknown-competency`, `unknown-level`, `cell-rated-twice`,
 *   `cell-not-asked`, `unknown-evidence`, `evidence-required`, `ratings-missing`.
 */
export function checkedRatings(
  ratings: readonly Rating[],
  asking: Asking,
  matrix: MatrixContent,
  evidence: readonly Evidence[],
): Rating[] {
  const cells = cellsRated(ratings, matrix);
  const byCode = cellFinderByCode(gridOf(matrix));
  const cellOf: CellOf = ({ competency, level }) => byCode(competency, level);
  refuseRepeated(cells);
  refuseUnasked(cells, asking, cellOf);
  refuseUnknownEvidence(ratings, evidence);
  refuseUnproven(ratings, cells, new Set(evidence.map(cellOf)));
  refuseMissing(cells, asking, cellOf);
  return ratings.map((rating, at) => ({ ...rating, ...(cells[at] as Cell).ref }));
}

/** The cells in the order of their ratings. */
function cellsRated(ratings: readonly Rating[], matrix: MatrixContent): Cell[] {
  const find = cellFinderByName(matrix);
  const found = ratings.map(({ competency, level }) => find(competency, level));
  const unknown = (code: string, field: string) =>
    found.flatMap((cell, at) => (cell instanceof DomainError && cell.code === code ? [{ pointer: `/ratings/${at}/${field}`, detail: cell.message }] : []));
  refuse('unknown-competency', 'The matrix has no such competency.', unknown('unknown-competency', 'competency'));
  refuse('unknown-level', 'The competency has no cell in force at such a level.', unknown('unknown-level', 'level'));
  return found.map(orRefuse);
}

function refuseRepeated(cells: readonly Cell[]): void {
  const seen = new Set<Cell>();
  const repeated = cells.flatMap((cell, at) => {
    if (seen.has(cell)) return [{ pointer: `/ratings/${at}`, detail: `${named(cell.ref)} is rated above already` }];
    seen.add(cell);
    return [];
  });
  refuse('cell-rated-twice', 'A cell takes one rating; a carried cell is one cell.', repeated);
}

function refuseUnasked(cells: readonly Cell[], { asked, offered, chooses }: Asking, cellOf: CellOf): void {
  const must = new Set(asked.map(cellOf));
  const may = new Set(offered.map(cellOf));
  const unasked = cells.flatMap((cell, at) =>
    must.has(cell) || may.has(cell) ? [] : [{ pointer: `/ratings/${at}`, detail: `${named(cell.ref)} is not asked here` }],
  );
  refuse('cell-not-asked', 'Only what is asked or offered can be answered.', unasked);
  const chosen = cells.flatMap((cell, at) => (may.has(cell) ? [at] : []));
  const beyond = chosen.slice(chooses).map((at) => ({ pointer: `/ratings/${at}`, detail: `at most ${chooses} of the offered cells may be chosen` }));
  refuse('cell-not-asked', `Choose at most ${chooses} of the offered cells; ${chosen.length} are answered.`, beyond);
}

function refuseUnknownEvidence(ratings: readonly Rating[], evidence: readonly Evidence[]): void {
  const known = new Set(evidence.map((piece) => piece.evidence));
  const unknown = ratings.flatMap((rating, at) =>
    rating.cites.flatMap((id, cited) => (known.has(id) ? [] : [{ pointer: `/ratings/${at}/cites/${cited}`, detail: 'the participant has no such evidence' }])),
  );
  refuse('unknown-evidence', 'A rating cites evidence that the participant does not have.', unknown);
}

function refuseUnproven(ratings: readonly Rating[], cells: readonly Cell[], proven: ReadonlySet<Cell | DomainError>): void {
  const unproven = cells.flatMap((cell, at) =>
    needsEvidence(cell.expectation, (ratings[at] as Rating).value) && !proven.has(cell)
      ? [{ pointer: `/ratings/${at}/value`, detail: `${named(cell.ref)} needs evidence of the participant's` }]
      : [],
  );
  refuse('evidence-required', 'A 2 or 3 needs evidence that the participant has not recorded.', unproven);
}

function refuseMissing(cells: readonly Cell[], { asked }: Asking, cellOf: CellOf): void {
  const answered = new Set<Cell | DomainError>(cells);
  const missing = asked.filter((ref) => !answered.has(cellOf(ref)));
  const faults = missing.map((ref) => ({ pointer: '/ratings', detail: `${named(ref)} has no answer; "n" says that you cannot judge it` }));
  refuse('ratings-missing', `${missing.length} of the asked cells have no answer.`, faults);
}

function refuse(code: string, message: string, errors: readonly Fault[]): void {
  if (errors.length > 0) throw new DomainError(code, message, { errors });
}

function named(ref: CellRef): string {
  return `"${ref.competency}" at "${ref.level}"`;
}
