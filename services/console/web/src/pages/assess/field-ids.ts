// Where the keys lead.
import type { RatingValue } from '../../drafts/answers.js';

export const stepTitleId = 'step-title';
export const observationId = 'observation';
export const ratingId = (value: RatingValue): string => `rating-${value}`;
