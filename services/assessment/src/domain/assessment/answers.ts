// Checks a rater's answers against what was asked, and names each cell by the level that it starts at.
import type { CellRef, Rating } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { needsEvidence } from '../grading/index.js';
import type { Evidence } from '../review/review.js';
import type { Asking } from './asking.js';
import { findCell, keyOf, refOf, type Cell } from './cells.js';

interface Fault {
  /** JSON Pointer into the request. */
  readonly pointer: string;
  readonly detail: string;
}

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
  const found = ratings.map((rating) => findCell(matrix, rating.competency, rating.level));
  const nameless = (code: 'unknown-competency' | 'unknown-level') => ratings.flatMap((rating, at) => (found[at] === code ? [fault(at, rating, code)] : []));
  refuse('unknown-competency', 'The matrix has no such competency.', nameless('unknown-competency'));
  refuse('unknown-level', 'The competency has no cell in force at such a level.', nameless('unknown-level'));

  const cells = found.filter((cell): cell is Cell => typeof cell === 'object');
  const normalised = ratings.map((rating, at) => ({ ...rating, ...refOf(cells[at] as Cell) }));
  refuseRepeated(normalised);
  refuseUnasked(normalised, asking);
  refuseUnknownEvidence(normalised, evidence);
  refuseUnproven(normalised, cells, evidence);
  refuseMissing(normalised, asking);
  return normalised;
}

function refuseRepeated(ratings: readonly Rating[]): void {
  const seen = new Set<string>();
  const repeated = ratings.flatMap((rating, at) => {
    const key = keyOf(rating);
    if (seen.has(key)) return [{ pointer: `/ratings/${at}`, detail: `${named(rating)} is rated above already` }];
    seen.add(key);
    return [];
  });
  refuse('cell-rated-twice', 'A cell takes one rating; a carried cell is one cell.', repeated);
}

function refuseUnasked(ratings: readonly Rating[], { asked, offered, chooses }: Asking): void {
  const must = new Set(asked.map(keyOf));
  const may = new Set(offered.map(keyOf));
  const unasked = ratings.flatMap((rating, at) =>
    must.has(keyOf(rating)) || may.has(keyOf(rating)) ? [] : [{ pointer: `/ratings/${at}`, detail: `${named(rating)} is not asked here` }],
  );
  refuse('cell-not-asked', 'Only what is asked or offered can be answered.', unasked);
  const chosen = ratings.flatMap((rating, at) => (may.has(keyOf(rating)) ? [at] : []));
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

function refuseUnproven(ratings: readonly Rating[], cells: readonly Cell[], evidence: readonly Evidence[]): void {
  const proven = new Set(evidence.map(keyOf));
  const unproven = ratings.flatMap((rating, at) => {
    const demanded = needsEvidence((cells[at] as Cell).expectation, rating.value);
    return demanded && !proven.has(keyOf(rating)) ? [{ pointer: `/ratings/${at}/value`, detail: `${named(rating)} needs evidence of the participant's` }] : [];
  });
  refuse('evidence-required', 'A 2 or 3 needs evidence that the participant has not recorded.', unproven);
}

function refuseMissing(ratings: readonly Rating[], { asked }: Asking): void {
  const answered = new Set(ratings.map(keyOf));
  const missing: CellRef[] = asked.filter((cell) => !answered.has(keyOf(cell)));
  const faults = missing.map((cell) => ({ pointer: '/ratings', detail: `${named(cell)} has no answer; "n" says that you cannot judge it` }));
  refuse('ratings-missing', `${missing.length} of the asked cells have no answer.`, faults);
}

function refuse(code: string, message: string, errors: readonly Fault[]): void {
  if (errors.length > 0) throw new DomainError(code, message, { errors });
}

function fault(at: number, rating: Rating, code: 'unknown-competency' | 'unknown-level'): Fault {
  return code === 'unknown-competency'
    ? { pointer: `/ratings/${at}/competency`, detail: `there is no competency "${rating.competency}"` }
    : { pointer: `/ratings/${at}/level`, detail: `"${rating.competency}" has no cell at a level "${rating.level}"` };
}

function named(ref: CellRef): string {
  return `"${ref.competency}" at "${ref.level}"`;
}
