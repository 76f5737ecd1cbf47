import { assessmentTopicEvents, stated, type AssessmentTopicEvent, type Explanation, type GradeConfirmed, type ReviewEvent } from '@rung/contracts';
import type { EventOf } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

export type GradeState = 'launched' | 'proposed' | 'confirmed' | 'released';

/** A row of `grades`, under the names of its columns: a participant of a cycle. Levels by code and by the name that people read. */
export interface GradeRow {
  review: string;
  cycle: string;
  person: string;
  /** Where the person was at launch. */
  unit: string;
  state: GradeState;
  current_level: string | null;
  current_level_name: string | null;
  target_level: string;
  target_level_name: string | null;
  /** Null for none, and before there is a proposal. */
  grade: string | null;
  /** Null also where a calibrated grade is none of the levels that the proposal names: then the matrix knows it. */
  grade_name: string | null;
  /** Of the stream `review/{id}`. */
  stream_version: number;
  /** The incarnation of the log that the last event came from. */
  epoch: string;
  /** Above the person at launch. */
  manager: string | null;
  /** What the proposal was decided on. */
  matrix_id: string | null;
  matrix_version: number | null;
  /** Times as the events tell them. */
  proposed_at: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  released_at: string | null;
  /** Whether another grade was confirmed than the proposed one, which is here then; null for none. */
  calibrated: boolean;
  proposed: string | null;
  proposed_name: string | null;
}

/** A row of `grade_explanations`: long, and written once, where a row of `grades` is short and changes with each event. */
export interface ExplanationRow {
  review: string;
  /** Of the last proposal. */
  explanation: Explanation;
}

export const gradeProjectionName = 'reporting-grades';

/** What a row becomes by an event of its review. Pure; an event that the row has seen changes nothing. */
export function project(row: GradeRow | undefined, event: ReviewEvent, at: { streamVersion: number; epoch: string }): GradeRow | undefined {
  const seen = { stream_version: at.streamVersion, epoch: at.epoch };
  if (event.type === 'ReviewLaunched') return row ?? { ...launched(event.data), ...seen };
  if (row === undefined || at.streamVersion <= row.stream_version) return row;
  switch (event.type) {
    case 'EvidenceRecorded':
      return { ...row, ...seen };
    case 'GradeProposed': {
      const { grade, explanation, matrix, at: proposed_at } = event.data;
      const names = {
        current_level_name: explanation.currentLevel,
        target_level_name: explanation.targetLevel,
        grade_name: explanation.grade,
      };
      return { ...row, ...seen, ...names, state: 'proposed', grade, matrix_id: matrix.id, matrix_version: matrix.version, proposed_at };
    }
    case 'GradeConfirmed':
      return { ...row, ...seen, state: 'confirmed', ...confirmed(row, event.data) };
    case 'GradeReleased':
      return { ...row, ...seen, state: 'released', ...decided(row, event.data.grade), released_at: event.data.at };
  }
}

function confirmed(row: GradeRow, { grade, proposed, at: confirmed_at, by: confirmed_by }: EventOf<typeof GradeConfirmed>['data']): Partial<GradeRow> {
  const calibrated = grade !== proposed && { calibrated: true, proposed, proposed_name: row.grade_name };
  return { ...decided(row, grade), confirmed_at, confirmed_by, ...calibrated };
}

/** A decision that is not the proposal takes its name from the levels that the proposal named, where it is one of them. */
function decided(row: GradeRow, grade: string | null): Pick<GradeRow, 'grade' | 'grade_name'> {
  const named = new Map([
    [row.current_level, row.current_level_name],
    [row.target_level, row.target_level_name],
    [row.grade, row.grade_name],
  ]);
  return { grade, grade_name: grade === null ? null : (named.get(grade) ?? null) };
}

function launched(data: Extract<ReviewEvent, { type: 'ReviewLaunched' }>['data']): Omit<GradeRow, 'stream_version' | 'epoch'> {
  const { review, cycle, person, unit, manager, currentLevel, targetLevel } = data;
  return {
    review,
    cycle,
    person,
    unit,
    state: 'launched',
    current_level: currentLevel,
    current_level_name: null,
    target_level: targetLevel,
    target_level_name: null,
    grade: null,
    grade_name: null,
    manager,
    matrix_id: null,
    matrix_version: null,
    proposed_at: null,
    confirmed_at: null,
    confirmed_by: null,
    released_at: null,
    calibrated: false,
    proposed: null,
    proposed_name: null,
  };
}

const grades = foldedTable<AssessmentTopicEvent, GradeRow>({
  name: 'grades',
  columns: {
    review: 'uuid', cycle: 'uuid', person: 'uuid', unit: 'text', state: 'text', current_level: 'text', current_level_name: 'text',
    target_level: 'text', target_level_name: 'text', grade: 'text', grade_name: 'text', stream_version: 'integer', epoch: 'text',
    manager: 'uuid', matrix_id: 'text', matrix_version: 'integer', proposed_at: 'text', confirmed_at: 'text', confirmed_by: 'uuid', released_at: 'text',
    calibrated: 'boolean', proposed: 'text', proposed_name: 'text',
  },
  key: ['review'],
  version: 'stream_version',
  change: (event, stored) => (isOfReview(event) ? { key: [event.data.review], next: (row) => project(row, event, stored) } : undefined),
});

const explanations = foldedTable<AssessmentTopicEvent, ExplanationRow>({
  name: 'grade_explanations',
  columns: { review: 'uuid', explanation: 'json' },
  key: ['review'],
  change: (event) => {
    if (event.type !== 'GradeProposed') return undefined;
    const { review, explanation } = event.data;
    return { key: [review], row: { review, explanation: stated(explanation) } };
  },
});

/** Keeps a row per review, and its explanation; tells afterwards which reviews a committed batch may have changed. */
export function gradeProjection(feed: Feed, committed: (reviews: readonly string[]) => Promise<void>): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: gradeProjectionName,
    feed,
    catalogue: assessmentTopicEvents,
    tables: [grades, explanations],
    committed: (recorded) => committed([...new Set(recorded.flatMap(reviewOf))]),
  });
}

/** By the stream's name, as an event that is parked may be one that cannot be read. */
function reviewOf({ streamId }: RecordedEvent): string[] {
  const [kind, review] = streamId.split('/');
  return kind === 'review' && review !== undefined ? [review] : [];
}

function isOfReview(event: AssessmentTopicEvent): event is ReviewEvent {
  return (
    event.type === 'ReviewLaunched' ||
    event.type === 'EvidenceRecorded' ||
    event.type === 'GradeProposed' ||
    event.type === 'GradeConfirmed' ||
    event.type === 'GradeReleased'
  );
}
