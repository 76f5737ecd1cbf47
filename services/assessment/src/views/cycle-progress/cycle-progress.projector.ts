import { assessmentTopicEvents, type AssessmentTopicEvent, type CycleEvent, type Phase } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';
import type { PoolClient } from 'pg';

import type { CycleRow, CycleStatus } from './cycle-row.entity.js';

interface ReviewStep {
  readonly review: string;
  readonly cycle: string | null;
  readonly step: 1 | 2 | 3 | 4;
}

interface AssessmentRow {
  readonly assessment: string;
  readonly review: string | null;
  readonly role: string | null;
  readonly state: 'open' | 'submitted' | 'closed';
}

/** What an event says for the progress of a cycle. */
export interface Progress {
  readonly cycles: { readonly event: CycleEvent; readonly version: number }[];
  readonly reviews: ReviewStep[];
  readonly assessments: AssessmentRow[];
}

/** What a cycle's row becomes by an event of its stream. */
export function projectCycle(row: CycleRow | undefined, event: CycleEvent, version: number): CycleRow | undefined {
  if (event.type === 'CycleCreated') {
    const { cycle, name, matrix, population, policy } = event.data;
    return row ?? { cycle, name, status: 'draft', matrix, population, policy, version };
  }
  return row === undefined || version <= row.version ? row : { ...row, status: statusAfter(event), version };
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

const nextPhase: Readonly<Record<Phase, CycleStatus>> = { self: 'peer', peer: 'manager', manager: 'calibration', calibration: 'calibration' };

/** Sorts a batch by what it tells of; reviews and assessments may come before or after their cycle. */
export function sort(batch: readonly { readonly event: AssessmentTopicEvent; readonly version: number }[]): Progress {
  const progress: Progress = { cycles: [], reviews: [], assessments: [] };
  for (const { event, version } of batch) {
    switch (event.type) {
      case 'CycleCreated':
      case 'CycleOpened':
      case 'PhaseEnded':
      case 'CycleReleased':
      case 'CycleClosed':
      case 'CycleCancelled':
        progress.cycles.push({ event, version });
        break;
      case 'ReviewLaunched':
        progress.reviews.push({ review: event.data.review, cycle: event.data.cycle, step: 1 });
        break;
      case 'GradeProposed':
        progress.reviews.push({ review: event.data.review, cycle: null, step: 2 });
        break;
      case 'GradeConfirmed':
        progress.reviews.push({ review: event.data.review, cycle: null, step: 3 });
        break;
      case 'GradeReleased':
        progress.reviews.push({ review: event.data.review, cycle: event.data.cycle, step: 4 });
        break;
      case 'AssessmentOpened':
        progress.assessments.push({ assessment: event.data.assessment, review: event.data.review, role: event.data.role, state: 'open' });
        break;
      case 'AssessmentSubmitted':
        progress.assessments.push({ assessment: event.data.assessment, review: null, role: null, state: 'submitted' });
        break;
      case 'AssessmentClosed':
        progress.assessments.push({ assessment: event.data.assessment, review: null, role: null, state: 'closed' });
        break;
      case 'EvidenceRecorded':
      case 'PersonPlaced':
      case 'EntryGradeSigned':
      case 'UnitPlaced':
        break;
    }
  }
  return progress;
}

/** Keeps how far each cycle is: its own status, its reviews and its assessments. */
export function cycleProgressProjection(feed: Feed): Projection {
  return {
    name: 'cycle-progress',
    feed,
    async project(recorded, tx) {
      const { cycles, reviews, assessments } = sort(recorded.map(toEvent));
      await saveCycles(cycles, tx);
      await saveReviews(reviews, tx);
      await saveAssessments(assessments, tx);
    },
  };
}

function toEvent(stored: RecordedEvent): { event: AssessmentTopicEvent; version: number } {
  return { event: assessmentTopicEvents.read(stored), version: stored.streamVersion };
}

async function saveCycles(changes: Progress['cycles'], tx: PoolClient): Promise<void> {
  if (changes.length === 0) return;
  const { rows } = await tx.query<CycleRow>('select * from cycles where cycle = any($1::uuid[])', [changes.map(({ event }) => event.data.cycle)]);
  const touched = new Map(rows.map((row) => [row.cycle, row]));
  for (const { event, version } of changes) {
    const next = projectCycle(touched.get(event.data.cycle), event, version);
    if (next !== undefined) touched.set(next.cycle, next);
  }
  await tx.query(
    `insert into cycles (cycle, name, status, matrix, population, policy, version)
     select cycle, name, status, matrix, population, policy, version from jsonb_to_recordset($1::jsonb) as row
       (cycle uuid, name text, status text, matrix jsonb, population jsonb, policy jsonb, version integer)
     on conflict (cycle) do update set status = excluded.status, version = excluded.version
     where cycles.version < excluded.version`,
    [JSON.stringify([...touched.values()])],
  );
}

async function saveReviews(steps: readonly ReviewStep[], tx: PoolClient): Promise<void> {
  if (steps.length === 0) return;
  await tx.query(
    `insert into progress_reviews (review, cycle, step)
     select review, max(cycle::text)::uuid, max(step) from jsonb_to_recordset($1::jsonb) as row (review uuid, cycle uuid, step smallint)
     group by review
     on conflict (review) do update set
       cycle = coalesce(progress_reviews.cycle, excluded.cycle), step = greatest(progress_reviews.step, excluded.step)`,
    [JSON.stringify(steps)],
  );
}

/** Opened comes before the others in the same stream, so a row is there when its state changes. */
async function saveAssessments(rows: readonly AssessmentRow[], tx: PoolClient): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into progress_assessments (assessment, review, role, state)
     select assessment, review, role, state from jsonb_to_recordset($1::jsonb) as row (assessment uuid, review uuid, role text, state text)
     where state = 'open'
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  await tx.query(
    `update progress_assessments set state = row.state
     from jsonb_to_recordset($1::jsonb) as row (assessment uuid, state text)
     where progress_assessments.assessment = row.assessment and row.state <> 'open'`,
    [JSON.stringify(rows)],
  );
}
