// Where the keys lead.
import type { RatingValue } from '../../../drafts/answers/answers.js';

export const stepTitleId = 'step-title';
export const observationId = 'observation';
export const recordEvidenceId = 'record-evidence';
export const evidenceTextId = 'evidence-text';
export const citeId = (piece: string): string => `cite-${piece}`;
export const ratingId = (value: RatingValue): string => `rating-${value}`;

/** Opens what is folded away first: nothing in it takes the focus. */
export function toRecordEvidence(): void {
  document.getElementById(recordEvidenceId)?.setAttribute('open', '');
  document.getElementById(evidenceTextId)?.focus();
}
