// What the assessment service tells.
import { catalogueOf, defineEvent, type EventsOf } from '@rung/event-sourcing';
import { code } from '@rung/matrix-model';
import { z } from 'zod';

import { explanation, policyName } from '../explanation.js';
import { gradingPolicy, raterRole, ratingValue } from '../grading.js';
import { assessmentId, cycleId, day, evidenceId, instant, matrixId, matrixPin, orgCode, personId, reviewId, sealedText } from '../ids.js';
import { recorded, recordedExplanation } from '../recorded-explanation.js';

// ── person/{id} and unit/{id}: relations by opaque id; names stay in the directory ──────────────────────────────────

export const PersonPlaced = defineEvent(
  'PersonPlaced',
  z.object({
    person: personId,
    unit: orgCode,
    manager: personId.nullable().describe('null where the person has none, as at the top'),
    position: orgCode.nullable().describe('null where the person has none'),
  }),
);

/** A level that a named person vouches for, where there is no released decision yet. */
export const EntryGradeSigned = defineEvent(
  'EntryGradeSigned',
  z.object({ person: personId, matrix: matrixId, level: code, signedBy: personId }),
);

export const UnitPlaced = defineEvent('UnitPlaced', z.object({ unit: orgCode, parent: orgCode.nullable().describe('The unit above; null at the top') }));

const directoryEventTypes = [PersonPlaced, EntryGradeSigned, UnitPlaced] as const;
export const directoryEvents = catalogueOf(...directoryEventTypes);
export type DirectoryEvent = EventsOf<typeof directoryEventTypes>;

// ── cycle/{id}: no per-person event ─────────────────────────────────────────────────────────────────────────────────

export const phase = z.enum(['self', 'peer', 'manager', 'calibration']);
export type Phase = z.infer<typeof phase>;

export const population = z.object({
  units: z.array(orgCode).max(1_000).describe('These units and all below them; empty for the whole organisation'),
});
export type Population = z.infer<typeof population>;

export const cyclePolicy = z.object({
  grading: gradingPolicy.describe('How answers become a grade'),
  phasesOverlap: z.boolean().describe('Whether self, peer and manager answers are taken while any of the three phases lasts'),
  deadlines: z.object({ self: instant, peer: instant, manager: instant }).partial().describe('Of phases, as far as they have one'),
  peersAsked: z
    .object({ groups: z.array(code).describe('All cells of these'), others: z.int().min(0).max(100).describe('At most so many of the others, which they choose') })
    .describe('What peers are asked'),
});
export type CyclePolicy = z.infer<typeof cyclePolicy>;

export const CycleCreated = defineEvent(
  'CycleCreated',
  z.object({
    cycle: cycleId,
    name: z.string().min(1).max(200).describe('As HR calls it'),
    matrix: matrixPin,
    population: population.describe('Who takes part'),
    policy: cyclePolicy.describe('How it goes, and how grades are decided'),
    by: personId,
    at: instant,
  }),
);
export const CycleOpened = defineEvent('CycleOpened', z.object({ cycle: cycleId, by: personId, at: instant }));
export const PhaseEnded = defineEvent('PhaseEnded', z.object({ cycle: cycleId, phase: phase.describe('The one that is over'), by: personId, at: instant }));
export const CycleReleased = defineEvent('CycleReleased', z.object({ cycle: cycleId, by: personId, at: instant }));
export const CycleClosed = defineEvent('CycleClosed', z.object({ cycle: cycleId, by: personId, at: instant }));
export const CycleCancelled = defineEvent('CycleCancelled', z.object({ cycle: cycleId, by: personId, at: instant }));

const cycleEventTypes = [CycleCreated, CycleOpened, PhaseEnded, CycleReleased, CycleClosed, CycleCancelled] as const;
export const cycleEvents = catalogueOf(...cycleEventTypes);
export type CycleEvent = EventsOf<typeof cycleEventTypes>;

// ── review/{id}: one participant in one cycle ───────────────────────────────────────────────────────────────────────

/** Why the current level is what it is: a released decision, a signed entry grade, or none. Never a job title. */
export const levelBasis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('released').describe('The grade of an earlier review was released'), review: reviewId }),
  z.object({ kind: z.literal('entry-grade').describe('A named person vouches for it'), signedBy: personId }),
  z.object({ kind: z.literal('none').describe('There is no current level') }),
]);

export const ReviewLaunched = defineEvent(
  'ReviewLaunched',
  z.object({
    review: reviewId,
    cycle: cycleId,
    person: personId,
    unit: orgCode,
    manager: personId.nullable().describe('At launch; null where there is none'),
    matrix: matrixPin,
    currentLevel: code.nullable().describe('Frozen at launch; null where there is none'),
    basis: levelBasis.describe('Why the current level is what it is; never a job title'),
    targetLevel: code.describe('Frozen at launch'),
    at: instant,
  }),
);

const grade = code.nullable().describe('null below the lowest level');

/** Evidence belongs to the participant and is dated; the text can be forgotten, that there was some cannot. */
export const EvidenceRecorded = defineEvent(
  'EvidenceRecorded',
  z.object({ review: reviewId, evidence: evidenceId, competency: code, level: code.describe('The one that the cell starts at'), on: day, text: sealedText }),
);

export const GradeProposed = defineEvent(
  'GradeProposed',
  z.object({
    review: reviewId,
    matrix: matrixPin,
    policy: policyName.describe('The grading policy that it was decided by'),
    grade: grade.describe('What the policy came to; null below the lowest level'),
    explanation: recordedExplanation.describe('Why; docs/grading.md reads it. It is made to be read: levels go by their names'),
    at: instant,
  }),
  [(v1) => ({ ...v1, explanation: recorded(explanation.parse(v1.explanation)) })], // v1 repeated every cell in each of its gates
);
export const GradeConfirmed = defineEvent(
  'GradeConfirmed',
  z.object({
    review: reviewId,
    grade,
    proposed: code.nullable().describe('What the policy came to; another one than the grade where that was calibrated'),
    reason: sealedText.nullable().describe('Why the grade is another than the proposed one; null where it is not'),
    by: personId,
    at: instant,
  }),
  [(v1) => ({ ...v1, proposed: v1.grade, reason: null })], // v1 confirmed what was proposed, and nothing else
);
export const GradeReleased = defineEvent(
  'GradeReleased',
  z.object({ review: reviewId, cycle: cycleId, person: personId, grade, at: instant }),
);

const reviewEventTypes = [ReviewLaunched, EvidenceRecorded, GradeProposed, GradeConfirmed, GradeReleased] as const;
export const reviewEvents = catalogueOf(...reviewEventTypes);
export type ReviewEvent = EventsOf<typeof reviewEventTypes>;

// ── assessment/{id}: one rater's answers; of peers and upward raters nothing names the rater ────────────────────────

/** A cell of the matrix, by its competency and the level that it starts at. */
export const cellRef = z.object({ competency: code, level: code.describe('The one that the cell starts at') });
export type CellRef = z.infer<typeof cellRef>;

export const AssessmentOpened = defineEvent(
  'AssessmentOpened',
  z.object({
    assessment: assessmentId,
    review: reviewId,
    role: raterRole.describe('In which the rater answers'),
    asked: z.array(cellRef).describe('Must all be answered'),
    offered: z.array(cellRef).describe('May be answered, at most `chooses` of them'),
    chooses: z.int().min(0).describe('At most so many of `offered` are answered'),
    on: day,
  }),
);

export const rating = z.object({
  competency: code,
  level: code.describe('The one that the cell starts at'),
  value: ratingValue.describe('0 not shown, 1 partly, 2 shown, 3 beyond; "n" for unable to judge'),
  cites: z.array(evidenceId).max(20).describe("Pieces of the participant's evidence that the rater leans on"),
  observation: sealedText.nullable().describe('What the rater saw; null where nothing was written'),
});
export type Rating = z.infer<typeof rating>;

export const AssessmentSubmitted = defineEvent(
  'AssessmentSubmitted',
  z.object({ assessment: assessmentId, ratings: z.array(rating).describe('An answer per cell'), on: day }),
);
/** Its phase ended without an answer, so that none can come after the grades were computed. */
export const AssessmentClosed = defineEvent('AssessmentClosed', z.object({ assessment: assessmentId, on: day }));

const assessmentEventTypes = [AssessmentOpened, AssessmentSubmitted, AssessmentClosed] as const;
export const assessmentStreamEvents = catalogueOf(...assessmentEventTypes);
export type AssessmentEvent = EventsOf<typeof assessmentEventTypes>;

/** All that goes out on `rung.assessment.events`. */
export const assessmentTopicEvents = catalogueOf(
  ...directoryEventTypes,
  ...cycleEventTypes,
  ...reviewEventTypes,
  ...assessmentEventTypes,
);
export type AssessmentTopicEvent = DirectoryEvent | CycleEvent | ReviewEvent | AssessmentEvent;
