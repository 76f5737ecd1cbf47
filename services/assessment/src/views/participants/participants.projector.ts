import { assessmentTopicEvents, stated, type AssessmentTopicEvent, type GradeConfirmed, type ReviewEvent } from '@rung/contracts';
import type { EventOf } from '@rung/event-sourcing';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

import type { Participant } from './participant.entity.js';

interface Place {
  readonly streamVersion: number;
  readonly eventId: string;
}

/** What a participant's row becomes by an event of the review. Pure; an event that the row has seen changes nothing. */
export function projectParticipant(row: Participant | undefined, event: ReviewEvent, { streamVersion: version, eventId }: Place): Participant | undefined {
  if (event.type === 'ReviewLaunched') {
    const { review, cycle, person, unit, manager, matrix, currentLevel, basis, targetLevel } = event.data;
    return (
      row ?? {
        review, cycle, person, unit, manager, matrix, current_level: currentLevel, basis, target_level: targetLevel,
        state: 'launched', grade: null, explanation: null, confirmed_by: null, version, ...uncalibrated,
      }
    );
  }
  if (row === undefined || version <= row.version) return row;
  switch (event.type) {
    case 'EvidenceRecorded':
      return { ...row, version };
    case 'GradeProposed':
      return { ...row, state: 'proposed', grade: event.data.grade, explanation: stated(event.data.explanation), version };
    case 'GradeConfirmed':
      return { ...row, state: 'confirmed', grade: event.data.grade, confirmed_by: event.data.by, version, ...calibrationBy(event.data, eventId) };
    case 'GradeReleased':
      return { ...row, state: 'released', grade: event.data.grade, version };
  }
}

const uncalibrated = { calibrated_from: null, calibration_reason: null, reason_event: null };

function calibrationBy({ proposed, reason }: EventOf<typeof GradeConfirmed>['data'], eventId: string): Pick<Participant, keyof typeof uncalibrated> {
  return reason === null ? uncalibrated : { calibrated_from: proposed, calibration_reason: reason, reason_event: eventId };
}

const participants = foldedTable<AssessmentTopicEvent, Participant>({
  name: 'participants',
  columns: {
    review: 'uuid', cycle: 'uuid', person: 'uuid', unit: 'text', manager: 'uuid', matrix: 'jsonb', current_level: 'text', basis: 'jsonb',
    target_level: 'text', state: 'text', grade: 'text', explanation: 'jsonb', confirmed_by: 'uuid', version: 'integer',
    calibrated_from: 'text', calibration_reason: 'jsonb', reason_event: 'uuid',
  },
  key: ['review'],
  version: 'version',
  change: (event, stored) => (isOfReview(event) ? { key: [event.data.review], next: (row) => projectParticipant(row, event, stored) } : undefined),
});

/** Keeps a row per review. */
export function participantsProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'participants',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [participants],
  });
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
