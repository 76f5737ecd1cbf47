// What raters answer.
import type { RaterRole, RatingValue } from '@rung/contracts';
import type { Expectation } from '@rung/matrix-model';

/** One answer of one rater to one cell. */
export interface Answer {
  /** Opaque: only whether two are equal matters. */
  readonly rater: string;
  readonly role: RaterRole;
  readonly competency: string;
  /** The code of any level at which the cell is in force. */
  readonly level: string;
  readonly value: RatingValue;
}

/** Whether this answer needs evidence of the participant for the cell: a required 2 or 3 does. */
export function needsEvidence(cell: Pick<Expectation, 'evidenceRequired'>, value: RatingValue): boolean {
  return cell.evidenceRequired && (value === 2 || value === 3);
}
