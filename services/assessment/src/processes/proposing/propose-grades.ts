import { assessmentTopicEvents } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Reaction } from '@rung/messaging';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import type { Streams } from '../../streams.js';
import type { Populations } from '../launching/population.js';
import { Refusals } from '../refusals.js';
import { isGraded, proposeAll, type GradingParts } from './propose-all.js';

export interface ProposeParts extends GradingParts {
  readonly streams: Streams;
  readonly populations: Populations;
}

/**
 * The end of the last answering phase closes what is still open and proposes every grade; who joined in that very moment is
 * proposed one as well. A cycle that is not launched yet is left to its launch, which proposes in its end: to wait for it here
 * would keep every other cycle of the lane waiting, for as long as an operator takes where the launch is parked.
 */
export function proposeGrades(feed: Feed, parts: ProposeParts): Reaction {
  const { streams, populations, proposer } = parts;
  const propose = async (id: string, work: (cycle: KnownCycle, refusals: Refusals) => Promise<void>): Promise<void> => {
    const cycle = await streams.cycle(id);
    if (!isGraded(cycle) || !(await populations.isLaunched(id))) return;
    const refusals = new Refusals();
    await work(cycle, refusals);
    refusals.mustBeNone();
  };
  return {
    name: 'propose-grades',
    feed,
    async react(recorded: RecordedEvent) {
      const event = assessmentTopicEvents.readOnce(recorded);
      if (event.type === 'PhaseEnded' && event.data.phase === 'manager') {
        await propose(event.data.cycle, (cycle, refusals) => proposeAll(parts, cycle, recorded, refusals));
      }
      if (event.type === 'ReviewLaunched') {
        const { cycle: id, review } = event.data;
        await propose(id, (cycle, refusals) => proposer.propose(cycle, [review], recorded, refusals));
      }
    },
  };
}
