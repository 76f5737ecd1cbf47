import { assessmentTopicEvents, type AssessmentTopicEvent, type ReviewEvent } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

import type { Participant } from './participant.entity.js';

/** What a participant's row becomes by an event of the review. Pure; an event that the row has seen changes nothing. */
export function projectParticipant(row: Participant | undefined, event: ReviewEvent, version: number): Participant | undefined {
  if (event.type === 'ReviewLaunched') {
    const { review, cycle, person, unit, manager, matrix, currentLevel, basis, targetLevel } = event.data;
    return (
      row ?? {
        review, cycle, person, unit, manager, matrix, current_level: currentLevel, basis, target_level: targetLevel,
        state: 'launched', grade: null, explanation: null, confirmed_by: null, version,
      }
    );
  }
  if (row === undefined || version <= row.version) return row;
  switch (event.type) {
    case 'EvidenceRecorded':
      return { ...row, version };
    case 'GradeProposed':
      return { ...row, state: 'proposed', grade: event.data.grade, explanation: event.data.explanation, version };
    case 'GradeConfirmed':
      return { ...row, state: 'confirmed', grade: event.data.grade, confirmed_by: event.data.by, version };
    case 'GradeReleased':
      return { ...row, state: 'released', grade: event.data.grade, version };
  }
}

/** Keeps a row per review. */
export function participantsProjection(feed: Feed): Projection {
  return {
    name: 'participants',
    feed,
    async project(recorded, tx) {
      const changes = recorded.flatMap((stored) => {
        const event = assessmentTopicEvents.read(stored);
        return isOfReview(event) ? [{ event, version: stored.streamVersion }] : [];
      });
      if (changes.length === 0) return;
      const { rows } = await tx.query<Participant>('select * from participants where review = any($1::uuid[])', [
        [...new Set(changes.map(({ event }) => event.data.review))],
      ]);
      const touched = new Map(rows.map((row) => [row.review, row]));
      for (const { event, version } of changes) {
        const next = projectParticipant(touched.get(event.data.review), event, version);
        if (next !== undefined) touched.set(next.review, next);
      }
      await tx.query(
        `insert into participants
           (review, cycle, person, unit, manager, matrix, current_level, basis, target_level, state, grade, explanation, confirmed_by, version)
         select review, cycle, person, unit, manager, matrix, current_level, basis, target_level, state, grade, explanation, confirmed_by, version
         from jsonb_to_recordset($1::jsonb) as row
           (review uuid, cycle uuid, person uuid, unit text, manager uuid, matrix jsonb, current_level text, basis jsonb, target_level text,
            state text, grade text, explanation jsonb, confirmed_by uuid, version integer)
         on conflict (review) do update set state = excluded.state, grade = excluded.grade, explanation = excluded.explanation,
           confirmed_by = excluded.confirmed_by, version = excluded.version
         where participants.version < excluded.version`,
        [JSON.stringify([...touched.values()])],
      );
    },
  };
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
