import { assessmentTopicEvents } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';

type RaterState = 'open' | 'submitted' | 'closed';

/** @returns the last state of each assessment. */
function statesOf(recorded: readonly RecordedEvent[]): ReadonlyMap<string, RaterState> {
  const states = new Map<string, RaterState>();
  for (const stored of recorded) {
    const event = assessmentTopicEvents.readOnce(stored);
    if (event.type === 'AssessmentOpened') states.set(event.data.assessment, 'open');
    if (event.type === 'AssessmentSubmitted') states.set(event.data.assessment, 'submitted');
    if (event.type === 'AssessmentClosed') states.set(event.data.assessment, 'closed');
  }
  return states;
}

/**
 * Keeps whether a rater's assessment is done, as a column of the rater links and nowhere else, and lets go of the draft of one
 * that is. The events of an assessment come in their order, so the last one wins.
 */
export function raterStatesProjection(feed: Feed): Projection {
  return {
    name: 'rater-states',
    feed,
    rebuild: { impossible: 'The rows of rater_links are no view: no event says who a rater is, so the table cannot be made anew.' },
    ignores: (recorded) => statesOf(recorded).size === 0,
    async project(recorded, tx) {
      const states = statesOf(recorded);
      if (states.size === 0) return;
      await tx.query(
        `update rater_links set state = reached.state from jsonb_to_recordset($1::jsonb) as reached (assessment uuid, state text)
         where rater_links.assessment = reached.assessment`,
        [JSON.stringify([...states].map(([assessment, state]) => ({ assessment, state })))],
      );
      // after the link, which whoever saves a draft holds meanwhile
      const done = [...states].flatMap(([assessment, state]) => (state === 'open' ? [] : [assessment]));
      if (done.length > 0) await tx.query('delete from assessment_drafts where assessment = any($1::uuid[])', [done]);
    },
  };
}
