import { evidenceId, ratingValue } from '@rung/contracts';
import { z } from 'zod';

import { mostRatings } from '../commands/assessments/assessment-api.js';

/** As a submission has it, and as far as the rater has come. */
const draftRating = z.strictObject({
  competency: z.string().min(1).max(80),
  level: z.string().min(1).max(200).describe('As the form names the cell'),
  value: ratingValue.nullable().describe('null where there are words, and no rating yet'),
  cites: z.array(evidenceId).max(20).default([]),
  observation: z.string().max(2_000).nullable().default(null),
});

const ratings = z.array(draftRating).max(mostRatings);

export const draftBody = z.strictObject({ ratings }).meta({ id: 'NewDraft' });
export type DraftBody = z.output<typeof draftBody>;

export const draft = z
  .object({ version: z.int().describe('For the next If-Match; 0 where nothing was kept yet'), ratings })
  .meta({ id: 'Draft' });
export type Draft = z.output<typeof draft>;
