import { assessmentTopicEvents } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Reaction } from '@rung/messaging';

import type { Launch } from '../../domain/review/review.js';
import type { Streams } from '../../streams.js';
import { pageByPage } from '../in-parallel.js';
import type { Populations } from '../launching/population.js';
import { Refusals } from '../refusals.js';
import { until } from '../roster/caught-up.js';
import type { Roster } from '../roster/roster.js';
import type { Proposer } from './proposer.js';

const pageSize = 200;
const patienceMs = 30_000;

export interface ProposeParts {
  readonly streams: Streams;
  readonly populations: Populations;
  readonly roster: Roster;
  readonly proposer: Proposer;
}

/** The end of the last answering phase closes what is still open and proposes every grade. */
export function proposeGrades(feed: Feed, parts: ProposeParts): Reaction {
  return {
    name: 'propose-grades',
    feed,
    async react(recorded) {
      const event = assessmentTopicEvents.read(recorded);
      if (event.type === 'PhaseEnded' && event.data.phase === 'manager') await proposeAll(parts, event.data.cycle, recorded);
      if (event.type === 'ReviewLaunched') await proposeLate(parts, event.data, recorded);
    },
  };
}

/** Who joined in the very moment of the phase's end is proposed a grade as well; the others wait for all to be launched. */
async function proposeLate({ streams, populations, proposer }: ProposeParts, { cycle: id, review }: Launch, cause: RecordedEvent): Promise<void> {
  const cycle = await streams.cycle(id);
  if (cycle.status !== 'calibration' && cycle.status !== 'released') return;
  if (!(await populations.isLaunched(id))) return;
  const refusals = new Refusals();
  await proposer.propose(cycle, [review], cause, refusals);
  refusals.mustBeNone();
}

/** Whom a grade is refused for is told at the end: nobody else waits for it. */
async function proposeAll({ streams, populations, roster, proposer }: ProposeParts, id: string, cause: RecordedEvent): Promise<void> {
  const cycle = await streams.cycle(id);
  if (cycle.status === 'cancelled') return;
  await until(() => populations.isLaunched(id), 'The launch of the cycle', patienceMs);
  const refusals = new Refusals();
  await pageByPage(
    (after, limit) => roster.pending('proposal', id, after, limit),
    pageSize,
    (page) => proposer.propose(cycle, page.map(({ review }) => review), cause, refusals),
  );
  refusals.mustBeNone();
}
