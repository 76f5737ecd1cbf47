import {
  assessmentTopicEvents,
  type AssessmentEvent,
  type AssessmentTopicEvent,
  type CycleEvent,
  type Phase,
  type RaterRole,
} from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

import type { CycleRow, CycleStatus } from './cycle-row.entity.js';

/** A row of `progress_reviews`. */
export interface ReviewProgress {
  readonly review: string;
  readonly cycle: string | null;
  /** 1 launched, 2 proposed, 3 confirmed, 4 released */
  readonly step: 1 | 2 | 3 | 4;
}

/** A row of `progress_assessments`: never by who it was. */
export interface AssessmentProgress {
  readonly assessment: string;
  readonly review: string;
  readonly role: RaterRole;
  readonly state: 'open' | 'submitted' | 'closed';
  /** The day, as `2026-11-26`. */
  readonly submitted_on: string | null;
}

/** What a cycle's row becomes by an event of its stream. */
export function projectCycle(row: CycleRow | undefined, event: CycleEvent, version: number): CycleRow | undefined {
  if (event.type === 'CycleCreated') {
    const { cycle, name, matrix, population, policy, at: created_at } = event.data;
    return row ?? { cycle, name, status: 'draft', matrix, population, policy, version, created_at, opened_at: null, released_at: null };
  }
  return row === undefined || version <= row.version ? row : { ...row, ...timesAfter(event), status: statusAfter(event), version };
}

function statusAfter(event: Exclude<CycleEvent, { type: 'CycleCreated' }>): CycleStatus {
  switch (event.type) {
    case 'CycleOpened':
      return 'self';
    case 'PhaseEnded':
      return nextPhase[event.data.phase];
    case 'CycleReleased':
      return 'released';
    case 'CycleClosed':
      return 'closed';
    case 'CycleCancelled':
      return 'cancelled';
  }
}

function timesAfter({ type, data }: CycleEvent): Partial<Pick<CycleRow, 'opened_at' | 'released_at'>> {
  if (type === 'CycleOpened') return { opened_at: data.at };
  return type === 'CycleReleased' ? { released_at: data.at } : {};
}

const nextPhase: Readonly<Record<Phase, CycleStatus>> = { self: 'peer', peer: 'manager', manager: 'calibration', calibration: 'calibration' };

/** How far an event takes its review; undefined for events of other streams. */
export function stepOf(event: AssessmentTopicEvent): ReviewProgress | undefined {
  switch (event.type) {
    case 'ReviewLaunched':
      return { review: event.data.review, cycle: event.data.cycle, step: 1 };
    case 'GradeProposed':
      return { review: event.data.review, cycle: null, step: 2 };
    case 'GradeConfirmed':
      return { review: event.data.review, cycle: null, step: 3 };
    case 'GradeReleased':
      return { review: event.data.review, cycle: event.data.cycle, step: 4 };
    case 'CycleCreated':
    case 'CycleOpened':
    case 'PhaseEnded':
    case 'CycleReleased':
    case 'CycleClosed':
    case 'CycleCancelled':
    case 'AssessmentOpened':
    case 'AssessmentSubmitted':
    case 'AssessmentClosed':
    case 'EvidenceRecorded':
    case 'PersonPlaced':
    case 'EntryGradeSigned':
    case 'UnitPlaced':
      return undefined;
  }
}

/** Steps only go up, so an event that comes again changes nothing. */
export function further(row: ReviewProgress | undefined, step: ReviewProgress): ReviewProgress {
  if (row === undefined) return step;
  if (row.step >= step.step && (row.cycle !== null || step.cycle === null)) return row;
  return { ...row, cycle: row.cycle ?? step.cycle, step: row.step > step.step ? row.step : step.step };
}

/** Opened comes before the others in the same stream, so a row is there when its state changes. */
export function projectAssessment(row: AssessmentProgress | undefined, event: AssessmentEvent): AssessmentProgress | undefined {
  switch (event.type) {
    case 'AssessmentOpened': {
      const { assessment, review, role } = event.data;
      return row ?? { assessment, review, role, state: 'open', submitted_on: null };
    }
    case 'AssessmentSubmitted':
      return row && { ...row, state: 'submitted', submitted_on: event.data.on };
    case 'AssessmentClosed':
      return row && { ...row, state: 'closed' };
  }
}

const cycles = foldedTable<AssessmentTopicEvent, CycleRow>({
  name: 'cycles',
  columns: {
    cycle: 'uuid', name: 'text', status: 'text', matrix: 'jsonb', population: 'jsonb', policy: 'jsonb', version: 'integer',
    created_at: 'text', opened_at: 'text', released_at: 'text',
  },
  key: ['cycle'],
  version: 'version',
  change: (event, { streamVersion }) =>
    isOfCycle(event) ? { key: [event.data.cycle], next: (row) => projectCycle(row, event, streamVersion) } : undefined,
});

const reviews = foldedTable<AssessmentTopicEvent, ReviewProgress>({
  name: 'progress_reviews',
  columns: { review: 'uuid', cycle: 'uuid', step: 'smallint' },
  key: ['review'],
  change: (event) => {
    const step = stepOf(event);
    return step && { key: [step.review], next: (row) => further(row, step) };
  },
});

const assessments = foldedTable<AssessmentTopicEvent, AssessmentProgress>({
  name: 'progress_assessments',
  columns: { assessment: 'uuid', review: 'uuid', role: 'text', state: 'text', submitted_on: 'text' },
  key: ['assessment'],
  change: (event) =>
    isOfAssessment(event) ? { key: [event.data.assessment], next: (row) => projectAssessment(row, event) } : undefined,
});

/** Keeps how far each cycle is: its own status, its reviews and its assessments, which may come before or after it. */
export function cycleProgressProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'cycle-progress',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [cycles, reviews, assessments],
  });
}

function isOfCycle(event: AssessmentTopicEvent): event is CycleEvent {
  return (
    event.type === 'CycleCreated' ||
    event.type === 'CycleOpened' ||
    event.type === 'PhaseEnded' ||
    event.type === 'CycleReleased' ||
    event.type === 'CycleClosed' ||
    event.type === 'CycleCancelled'
  );
}

function isOfAssessment(event: AssessmentTopicEvent): event is AssessmentEvent {
  return event.type === 'AssessmentOpened' || event.type === 'AssessmentSubmitted' || event.type === 'AssessmentClosed';
}
