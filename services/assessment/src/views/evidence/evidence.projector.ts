import { assessmentTopicEvents, type AssessmentTopicEvent, type SealedText } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface EvidenceRow {
  readonly evidence: string;
  readonly review: string;
  readonly competency: string;
  readonly level: string;
  readonly on: string;
  readonly sealed: SealedText;
  readonly event_id: string;
}

const pieces = foldedTable<AssessmentTopicEvent, EvidenceRow>({
  name: 'evidence_pieces',
  columns: { evidence: 'uuid', review: 'uuid', competency: 'text', level: 'text', on: 'date', sealed: 'jsonb', event_id: 'uuid' },
  key: ['evidence'],
  change: (event, { eventId: event_id }) => {
    if (event.type !== 'EvidenceRecorded') return undefined;
    const { evidence, review, competency, level, on, text: sealed } = event.data;
    return { key: [evidence], next: (row) => row ?? { evidence, review, competency, level, on, sealed, event_id } };
  },
});

/** Keeps the pieces of evidence, sealed as they came. */
export function evidenceProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'evidence',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [pieces],
  });
}
