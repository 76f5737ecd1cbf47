import { assessmentTopicEvents, type AssessmentTopicEvent, type ReviewLaunched } from '@rung/contracts';
import type { EventOf } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';
import type { PoolClient } from 'pg';

export const rosterProjectionName = 'roster';

type Launch = EventOf<typeof ReviewLaunched>['data'];

interface Step {
  readonly review: string;
  /** The participant, where the event says so. */
  readonly launch?: Launch;
  readonly proposed: boolean;
  readonly confirmed: boolean;
  readonly grade: string | null;
  readonly releasedAt: string | null;
}

/** How far an event takes its review; undefined for events of other streams. */
export function stepOf(event: AssessmentTopicEvent): Step | undefined {
  switch (event.type) {
    case 'ReviewLaunched':
      return { review: event.data.review, launch: event.data, proposed: false, confirmed: false, grade: null, releasedAt: null };
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

const stepsOf = (recorded: readonly RecordedEvent[]): Step[] => recorded.flatMap((stored) => stepOf(assessmentTopicEvents.readOnce(stored)) ?? []);

/**
 * Enrols participants as they were launched: after a restore the events may come back without the rows that were written
 * before them. Where the row is there, the launch is what was frozen.
 */
async function enrolLaunched(launches: readonly Launch[], tx: PoolClient): Promise<void> {
  if (launches.length === 0) return;
  await tx.query(
    `insert into roster (cycle, person, review, matrix, unit, manager, current_level, basis, target_level)
     select distinct on (cycle, person) cycle, person, review, matrix ->> 'id', unit, manager, "currentLevel", basis, "targetLevel"
     from jsonb_to_recordset($1::jsonb) as launch
       (cycle uuid, person uuid, review uuid, matrix jsonb, unit text, manager uuid, "currentLevel" text, basis jsonb, "targetLevel" text)
     on conflict (cycle, person) do update set unit = excluded.unit, manager = excluded.manager,
       current_level = excluded.current_level, basis = excluded.basis, target_level = excluded.target_level
     where roster.review = excluded.review and (roster.unit, roster.manager, roster.current_level, roster.basis, roster.target_level)
       is distinct from (excluded.unit, excluded.manager, excluded.current_level, excluded.basis, excluded.target_level)`,
    [JSON.stringify(launches)],
  );
}

/** Follows the log with how far each review is. Each step is final, so order and repetition do not matter. */
export function rosterProjection(feed: Feed): Projection {
  return {
    name: rosterProjectionName,
    feed,
    rebuild: { impossible: 'The roster is the memory of the launching process: who is enrolled and not launched yet is in no event.' },
    ignores: (recorded) => stepsOf(recorded).length === 0,
    async project(recorded, tx) {
      const steps = stepsOf(recorded);
      if (steps.length === 0) return;
      await enrolLaunched(steps.flatMap(({ launch }) => launch ?? []), tx);
      await tx.query(
        `update roster set launched = true, proposed = roster.proposed or step.proposed, confirmed = roster.confirmed or step.confirmed,
           released_grade = coalesce(step.grade, roster.released_grade), released_at = coalesce(step.moment, roster.released_at)
         from (select review, bool_or(proposed) as proposed, bool_or(confirmed) as confirmed, max(grade) as grade, max("releasedAt") as moment
               from jsonb_to_recordset($1::jsonb) as step (review uuid, proposed boolean, confirmed boolean, grade text, "releasedAt" timestamptz)
               group by review) step
         where roster.review = step.review`,
        [JSON.stringify(steps.map(({ launch: _, ...step }) => step))],
      );
    },
  };
}
