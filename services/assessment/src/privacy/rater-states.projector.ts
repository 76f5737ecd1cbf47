import { assessmentTopicEvents } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';
import type { PoolClient } from 'pg';

type RaterState = 'open' | 'submitted' | 'closed';

interface Told {
  /** The last state of each assessment. */
  readonly states: ReadonlyMap<string, RaterState>;
  /** Cycles that have ended for good. */
  readonly ended: ReadonlySet<string>;
}

function toldBy(recorded: readonly RecordedEvent[]): Told {
  const states = new Map<string, RaterState>();
  const ended = new Set<string>();
  for (const stored of recorded) {
    const event = assessmentTopicEvents.readOnce(stored);
    if (event.type === 'AssessmentOpened') states.set(event.data.assessment, 'open');
    if (event.type === 'AssessmentSubmitted') states.set(event.data.assessment, 'submitted');
    if (event.type === 'AssessmentClosed') states.set(event.data.assessment, 'closed');
    if (event.type === 'CycleClosed' || event.type === 'CycleCancelled') ended.add(event.data.cycle);
  }
  return { states, ended };
}

/**
 * Keeps whether a rater's assessment is done, as a column of the rater links and nowhere else. The events of an assessment come in
 * their order, so the last one wins. It lets go of drafts too: of what is submitted at once; of what was closed without an answer once
 * its cycle has ended, whichever of the two is followed first.
 */
export function raterStatesProjection(feed: Feed): Projection {
  return {
    name: 'rater-states',
    feed,
    rebuild: { impossible: 'The rows of rater_links are no view: no event says who a rater is, so the table cannot be made anew.' },
    ignores: (recorded) => {
      const { states, ended } = toldBy(recorded);
      return states.size + ended.size === 0;
    },
    async project(recorded, tx) {
      const { states, ended } = toldBy(recorded);
      if (states.size > 0) await keep(states, tx);
      if (ended.size > 0) await endDrafts([...ended], tx);
    },
  };
}

async function keep(states: ReadonlyMap<string, RaterState>, tx: PoolClient): Promise<void> {
  await tx.query(
    `update rater_links set state = reached.state from jsonb_to_recordset($1::jsonb) as reached (assessment uuid, state text)
     where rater_links.assessment = reached.assessment`,
    [JSON.stringify([...states].map(([assessment, state]) => ({ assessment, state })))],
  );
  // after the link, which whoever saves a draft holds meanwhile
  const those = (reached: RaterState) => [...states].flatMap(([assessment, state]) => (state === reached ? [assessment] : []));
  const [submitted, closed] = [those('submitted'), those('closed')];
  if (submitted.length > 0) await tx.query('delete from assessment_drafts where assessment = any($1::uuid[])', [submitted]);
  // the log rather than what was followed of it: the cycle is of another lane
  if (closed.length > 0) {
    await tx.query(
      `delete from assessment_drafts kept using rater_links link
       where kept.assessment = any($1::uuid[]) and link.assessment = kept.assessment and exists (
         select from event_log.events where stream_id = 'cycle/' || link.cycle and type in ('CycleClosed', 'CycleCancelled'))`,
      [closed],
    );
  }
}

/** What is open yet is closed in a moment, and goes then: its rater may be typing, and is to be told that it was closed, not that it is empty. */
async function endDrafts(cycles: readonly string[], tx: PoolClient): Promise<void> {
  // waits for whom that very moment closes, and keeps others from it until this is done
  await tx.query(
    `select from rater_links link join assessment_drafts using (assessment) where link.cycle = any($1::uuid[]) order by assessment for share of link`,
    [cycles],
  );
  await tx.query(
    `delete from assessment_drafts kept using rater_links link
     where link.assessment = kept.assessment and link.cycle = any($1::uuid[]) and link.state <> 'open'`,
    [cycles],
  );
}
