// Refusals, as clients meet them.
import { z } from 'zod';

/** RFC 9457. `code` is the last part of `type`; `errors` names each field at fault. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string(),
    correlationId: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional(),
          line: z.int().optional(),
          column: z.int().optional(),
          detail: z.string(),
          reason: z.string().optional().describe('Of an import: the code of what is at fault, to say it in another language'),
          values: z.record(z.string(), z.union([z.string(), z.number()])).optional().describe('What fills those words'),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

/**
 * Every refusal that a client can meet: its HTTP status and its title. A code that is not here is a programming error,
 * and a test holds the list against the code.
 */
export const problemCatalogue = {
  'invalid-request': { status: 400, title: 'The request is not of the form that this operation takes' },
  'unauthenticated': { status: 401, title: 'No valid access token came with the request' },
  'sign-in-required': { status: 401, title: 'Sign in first: there is no session, or it has ended' },
  'forbidden': { status: 403, title: 'This is not yours to do' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours to see' },
  'not-acceptable': { status: 406, title: 'None of the media types asked for can be given' },
  'version-conflict': { status: 409, title: 'It changed since you read it' },
  'payload-too-large': { status: 413, title: 'The body is larger than this operation takes' },
  'unsupported-media-type': { status: 415, title: 'The body is of a media type that this operation does not take' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key was used for something else' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something went wrong here; the correlation id helps to find it' },
  'unavailable': { status: 503, title: 'Not available right now; try again' },
  'log-restored': { status: 503, title: 'The data were restored, and commands wait until that is settled; reading goes on' },
  'view-behind': { status: 503, title: 'The view has not yet reached the version that you asked for; try again' },
  // operators
  'stream-not-parked': { status: 409, title: 'This stream is not parked' },
  'parked-elsewhere': { status: 409, title: 'Another event of the stream is in the way by now' },
  'parking-decision-waits': { status: 409, title: 'A decision about this stream waits for its turn' },
  'rebuild-impossible': { status: 409, title: 'This projection cannot be made anew' },
  'rebuild-not-under-way': { status: 409, title: 'No rebuild of this projection is under way' },
  // matrix
  'import-unreadable': { status: 422, title: 'The text holds no matrix that can be read' },
  'import-already-accepted': { status: 409, title: 'This import was accepted before' },
  'correction-not-applicable': { status: 422, title: 'A correction does not fit the preview' },
  'matrix-unsound': { status: 422, title: 'The matrix contradicts itself' },
  'version-not-draft': { status: 409, title: 'This version is no draft' },
  'draft-exists': { status: 409, title: 'This matrix has a draft already' },
  'matrix-exists': { status: 409, title: 'There is a matrix of this name already' },
  'change-not-applicable': { status: 422, title: 'The change does not fit the draft' },
  'change-too-large': { status: 422, title: 'The change is too large for one step' },
  'version-not-published': { status: 409, title: 'This version is not published, or was retired' },
  'draft-not-ready': { status: 422, title: 'The draft cannot be published as it is' },
  'draft-changed': { status: 409, title: 'The draft changed since you read it' },
  'approval-missing': { status: 409, title: 'A second person has to approve the draft first' },
  'own-changes': { status: 403, title: 'Nobody approves the own changes' },
  'migration-unsound': { status: 422, title: 'The map does not lead from the one version to the other' },
  'part-changed': { status: 409, title: 'Somebody changed this part of the draft since you saw it' },
  // assessment: directory
  'csv-invalid': { status: 422, title: 'Rows of the file cannot be taken; nothing was applied' },
  // assessment: cycles
  'matrix-version-unknown': { status: 409, title: 'This published version is not known here, or not yet' },
  'matrix-version-retired': { status: 409, title: 'This version was retired; no new cycle begins with it' },
  'matrix-too-large': { status: 422, title: 'Grades on this matrix could not be recorded with their reasons' },
  'population-empty': { status: 422, title: 'Nobody is in this population' },
  'cycle-exists': { status: 409, title: 'There is a cycle with this id already' },
  'cycle-secret-lost': { status: 503, title: 'The secret of this cycle was lost when the log was restored' },
  'cycle-not-draft': { status: 409, title: 'The cycle was opened before' },
  'cycle-not-open': { status: 409, title: 'The cycle is not open' },
  'phase-not-current': { status: 409, title: 'The cycle is in another phase' },
  'deadline-passed': { status: 409, title: 'The deadline has passed' },
  'cycle-not-in-calibration': { status: 409, title: 'The cycle is not in calibration' },
  'cycle-not-released': { status: 409, title: 'The cycle is not released' },
  'reviews-not-launched': { status: 409, title: 'The reviews of the cycle are still being launched' },
  'grades-not-confirmed': { status: 409, title: 'Some grades are not yet confirmed' },
  'participant-exists': { status: 409, title: 'This person takes part already' },
  'participant-without-level': { status: 422, title: 'The level does not belong to the matrix of this cycle' },
  'target-below-current': { status: 422, title: 'The target level is below the current one' },
  'rater-not-allowed': { status: 422, title: 'This person cannot be a rater in this role' },
  'assessment-already-submitted': { status: 409, title: 'This assessment was submitted before' },
  'assessment-closed': { status: 409, title: 'This assessment takes no answers any more' },
  'unknown-competency': { status: 422, title: 'The matrix has no such competency' },
  'unknown-level': { status: 422, title: 'The matrix has no such level, or the competency no cell there' },
  'cell-not-asked': { status: 422, title: 'This cell is not asked in this assessment' },
  'cell-rated-twice': { status: 422, title: 'A cell is rated twice' },
  'ratings-missing': { status: 422, title: 'Some cells have no answer' },
  'evidence-required': { status: 422, title: 'A rating of 2 or 3 needs evidence here' },
  'unknown-evidence': { status: 422, title: 'The participant has no such evidence' },
  'grade-not-proposed': { status: 409, title: 'No grade is proposed yet' },
  'calibration-not-yours': { status: 403, title: 'Only HR confirms another grade than the proposed one' },
  'reason-required': { status: 422, title: 'Another grade than the proposed one needs a reason' },
  'own-grade': { status: 403, title: 'Nobody confirms the own grade' },
  'grade-already-confirmed': { status: 409, title: 'The grade was confirmed before' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof problemCatalogue;
