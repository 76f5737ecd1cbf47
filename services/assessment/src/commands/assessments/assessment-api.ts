import { evidenceId, raterRole, ratingValue } from '@rung/contracts';
import { z } from 'zod';

export const raterBody = z
  .strictObject({
    role: raterRole.describe('The own assessment opens by itself, and the direct manager\'s'),
    rater: z.string().trim().min(1).max(200).describe("The opaque id of a person, or the organisation's own key"),
  })
  .meta({ id: 'NewRater' });
export type RaterBody = z.output<typeof raterBody>;

const submittedRating = z.strictObject({
  competency: z.string().min(1).max(80),
  level: z.string().trim().min(1).max(200).describe('Any name of a level at which the cell is in force'),
  value: ratingValue.describe('0 not shown, 1 partly, 2 shown, 3 beyond, "n" unable to judge'),
  cites: z.array(evidenceId).max(20).default([]).describe("Pieces of the participant's evidence"),
  observation: z.string().trim().min(1).max(2_000).nullable().default(null).describe('What you saw, in your own words'),
});

/** All cells of as large a matrix as there is: 5,000 competencies, each raised once on the way to the target. */
export const mostRatings = 10_000;
/** Room for so many without words; what an event can hold of it is less, and the log says so. */
export const submissionBytes = 2 * 1024 * 1024;

export const submissionBody = z.strictObject({ ratings: z.array(submittedRating).min(1).max(mostRatings) }).meta({ id: 'Submission' });
export type SubmissionBody = z.output<typeof submissionBody>;
