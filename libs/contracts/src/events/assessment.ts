// What the assessment service tells.
import { catalogueOf, defineEvent, type EventsOf } from '@rung/event-sourcing';
import { code } from '@rung/matrix-model';
import { z } from 'zod';

import { explanation } from '../explanation.js';
import { gradingPolicy, raterRole, ratingValue } from '../grading.js';
import { assessmentId, cycleId, day, evidenceId, instant, matrixId, matrixPin, orgCode, personId, reviewId, sealedText } from '../ids.js';
import { recorded, recordedExplanation } from '../recorded-explanation.js';

// ── person/{id} and unit/{id}: relations by opaque id; names stay in the directory ──────────────────────────────────

export const PersonPlaced = defineEvent(
  'PersonPlaced',
  z.object({ person: personId, unit: orgCode, manager: personId.nullable(), position: orgCode.nullable() }),
);

/** A level that a named person vouches for, where there is no released decision yet. */
export const EntryGradeSigned = defineEvent(
  'EntryGradeSigned',
  z.object({ person: personId, matrix: matrixId, level: code, signedBy: personId }),
);

export const UnitPlaced = defineEvent('UnitPlaced', z.object({ unit: orgCode, parent: orgCode.nullable() }));

const directoryEventTypes = [PersonPlaced, EntryGradeSigned, UnitPlaced] as const;
export const directoryEvents = catalogueOf(...directoryEventTypes);
export type DirectoryEvent = EventsOf<typeof directoryEventTypes>;

// ── cycle/{id}: no per-person event ─────────────────────────────────────────────────────────────────────────────────

export const phase = z.enum(['self', 'peer', 'manager', 'calibration']);
export type Phase = z.infer<typeof phase>;

export const population = z.object({
  /** These units and all below them; empty = the whole organisation. */
  units: z.array(orgCode).max(1_000),
});
export type Population = z.infer<typeof population>;

export const cyclePolicy = z.object({
  grading: gradingPolicy,
  /** Self, peer and manager answers are taken while any of the three phases lasts. */
  phasesOverlap: z.boolean(),
  deadlines: z.object({ self: instant, peer: instant, manager: instant }).partial(),
  /** What peers are asked: all cells of these groups, and at most this many of the others, which they choose. */
  peersAsked: z.object({ groups: z.array(code), others: z.int().min(0).max(100) }),
});
export type CyclePolicy = z.infer<typeof cyclePolicy>;

export const CycleCreated = defineEvent(
  'CycleCreated',
  z.object({ cycle: cycleId, name: z.string().min(1).max(200), matrix: matrixPin, population, policy: cyclePolicy, by: personId, at: instant }),
);
export const CycleOpened = defineEvent('CycleOpened', z.object({ cycle: cycleId, by: personId, at: instant }));
export const PhaseEnded = defineEvent('PhaseEnded', z.object({ cycle: cycleId, phase, by: personId, at: instant }));
export const CycleReleased = defineEvent('CycleReleased', z.object({ cycle: cycleId, by: personId, at: instant }));
export const CycleClosed = defineEvent('CycleClosed', z.object({ cycle: cycleId, by: personId, at: instant }));
export const CycleCancelled = defineEvent('CycleCancelled', z.object({ cycle: cycleId, by: personId, at: instant }));

const cycleEventTypes = [CycleCreated, CycleOpened, PhaseEnded, CycleReleased, CycleClosed, CycleCancelled] as const;
export const cycleEvents = catalogueOf(...cycleEventTypes);
export type CycleEvent = EventsOf<typeof cycleEventTypes>;

// ── review/{id}: one participant in one cycle ───────────────────────────────────────────────────────────────────────

/** Why the current level is what it is: a released decision, a signed entry grade, or none. Never a job title. */
export const levelBasis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('released'), review: reviewId }),
  z.object({ kind: z.literal('entry-grade'), signedBy: personId }),
  z.object({ kind: z.literal('none') }),
]);

export const ReviewLaunched = defineEvent(
  'ReviewLaunched',
  z.object({
    review: reviewId,
    cycle: cycleId,
    person: personId,
    unit: orgCode,
    manager: personId.nullable(),
    matrix: matrixPin,
    currentLevel: code.nullable(),
    basis: levelBasis,
    targetLevel: code,
    at: instant,
  }),
);

/** Evidence belongs to the participant and is dated; the text can be forgotten, that there was some cannot. */
export const EvidenceRecorded = defineEvent(
  'EvidenceRecorded',
  z.object({ review: reviewId, evidence: evidenceId, competency: code, level: code, on: day, text: sealedText }),
);

export const GradeProposed = defineEvent(
  'GradeProposed',
  z.object({ review: reviewId, matrix: matrixPin, policy: z.object({ name: z.string(), version: z.int() }), grade: code.nullable(), explanation: recordedExplanation, at: instant }),
  [(v1) => ({ ...v1, explanation: recorded(explanation.parse(v1.explanation)) })], // v1 repeated every cell in each of its gates
);
/** `reason` is there where the grade is another than the proposed one: then it was calibrated. */
export const GradeConfirmed = defineEvent(
  'GradeConfirmed',
  z.object({ review: reviewId, grade: code.nullable(), proposed: code.nullable(), reason: sealedText.nullable(), by: personId, at: instant }),
  [(v1) => ({ ...v1, proposed: v1.grade, reason: null })], // v1 confirmed what was proposed, and nothing else
);
export const GradeReleased = defineEvent(
  'GradeReleased',
  z.object({ review: reviewId, cycle: cycleId, person: personId, grade: code.nullable(), at: instant }),
);

const reviewEventTypes = [ReviewLaunched, EvidenceRecorded, GradeProposed, GradeConfirmed, GradeReleased] as const;
export const reviewEvents = catalogueOf(...reviewEventTypes);
export type ReviewEvent = EventsOf<typeof reviewEventTypes>;

// ── assessment/{id}: one rater's answers; of peers and upward raters nothing names the rater ────────────────────────

/** A cell of the matrix, by its competency and the level that it starts at. */
export const cellRef = z.object({ competency: code, level: code });
export type CellRef = z.infer<typeof cellRef>;

export const AssessmentOpened = defineEvent(
  'AssessmentOpened',
  z.object({
    assessment: assessmentId,
    review: reviewId,
    role: raterRole,
    /** Must all be answered. */
    asked: z.array(cellRef),
    /** May be answered, at most `chooses` of them. */
    offered: z.array(cellRef),
    chooses: z.int().min(0),
    on: day,
  }),
);

export const rating = z.object({
  competency: code,
  level: code,
  value: ratingValue,
  /** Pieces of the participant's evidence that the rater leans on. */
  cites: z.array(evidenceId).max(20),
  observation: sealedText.nullable(),
});
export type Rating = z.infer<typeof rating>;

export const AssessmentSubmitted = defineEvent(
  'AssessmentSubmitted',
  z.object({ assessment: assessmentId, ratings: z.array(rating), on: day }),
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
