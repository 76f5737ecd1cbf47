import { assessmentTopicEvents } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

/** Keeps the pieces of evidence, sealed as they came. */
export function evidenceProjection(feed: Feed): Projection {
  return {
    name: 'evidence',
    feed,
    async project(recorded, tx) {
      const pieces = recorded.flatMap((stored) => {
        const event = assessmentTopicEvents.read(stored);
        return event.type === 'EvidenceRecorded' ? [{ ...event.data, event_id: stored.eventId }] : [];
      });
      if (pieces.length === 0) return;
      await tx.query(
        `insert into evidence_pieces (evidence, review, competency, level, "on", sealed, event_id)
         select evidence, review, competency, level, "on", text, event_id from jsonb_to_recordset($1::jsonb) as piece
           (evidence uuid, review uuid, competency text, level text, "on" date, text jsonb, event_id uuid)
         on conflict do nothing`,
        [JSON.stringify(pieces)],
      );
    },
  };
}
