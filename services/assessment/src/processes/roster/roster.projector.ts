import { assessmentTopicEvents, type AssessmentTopicEvent } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';

export const rosterProjectionName = 'roster';

interface Step {
  readonly review: string;
  readonly proposed: boolean;
  readonly confirmed: boolean;
  readonly grade: string | null;
  readonly releasedAt: string | null;
}

/** How far an event takes its review; undefined for events of other streams. */
export function stepOf(event: AssessmentTopicEvent): Step | undefined {
  switch (event.type) {
    case 'ReviewLaunched':
      return { review: event.data.review, proposed: false, confirmed: false, grade: null, releasedAt: null };
    case 'GradeProposed':
      return { review: event.data.review, proposed: true, confirmed: false, grade: null, releasedAt: null };
    case 'GradeConfirmed':
      return { review: event.data.review, proposed: true, confirmed: true, grade: null, releasedAt: null };
    case 'GradeReleased':
      return { review: event.data.review, proposed: true, confirmed: true, grade: event.data.grade, releasedAt: event.data.at };
    case 'EvidenceRecorded':
    case 'PersonPlaced':
    case 'EntryGradeSigned':
    case 'UnitPlaced':
    case 'CycleCreated':
    case 'CycleOpened':
    case 'PhaseEnded':
    case 'CycleReleased':
    case 'CycleClosed':
    case 'CycleCancelled':
    case 'AssessmentOpened':
    case 'AssessmentSubmitted':
    case 'AssessmentClosed':
      return undefined;
  }
}

const stepsOf = (recorded: readonly RecordedEvent[]): Step[] => recorded.flatMap((stored) => stepOf(assessmentTopicEvents.read(stored)) ?? []);

/** Follows the log with how far each review is. Each step is final, so order and repetition do not matter. */
export function rosterProjection(feed: Feed): Projection {
  return {
    name: rosterProjectionName,
    feed,
    rebuild: { impossible: 'The roster is the memory of the launching process, which writes its rows before any event does.' },
    ignores: (recorded) => stepsOf(recorded).length === 0,
    async project(recorded, tx) {
      const steps = stepsOf(recorded);
      if (steps.length === 0) return;
      await tx.query(
        `update roster set launched = true, proposed = roster.proposed or step.proposed, confirmed = roster.confirmed or step.confirmed,
           released_grade = coalesce(step.grade, roster.released_grade), released_at = coalesce(step.moment, roster.released_at)
         from (select review, bool_or(proposed) as proposed, bool_or(confirmed) as confirmed, max(grade) as grade, max("releasedAt") as moment
               from jsonb_to_recordset($1::jsonb) as step (review uuid, proposed boolean, confirmed boolean, grade text, "releasedAt" timestamptz)
               group by review) step
         where roster.review = step.review`,
        [JSON.stringify(steps)],
      );
    },
  };
}
