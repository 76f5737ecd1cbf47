import { assessmentTopicEvents, type CycleOpened, type ReviewLaunched } from '@rung/contracts';
import type { EventOf } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Reaction } from '@rung/messaging';

import type { Streams } from '../../streams.js';
import { pageByPage } from '../in-parallel.js';
import type { Roster } from '../roster/roster.js';
import type { Launcher } from './launcher.js';
import type { Populations } from './population.js';

const pageSize = 200;

export interface LaunchParts {
  readonly streams: Streams;
  readonly populations: Populations;
  readonly roster: Roster;
  readonly launcher: Launcher;
}

/**
 * A cycle that opens launches the reviews of its population; a participant who joins later gets the assessments that open
 * by themselves. Killed at any point, it goes on where the roster says.
 */
export function launchReviews(feed: Feed, parts: LaunchParts): Reaction {
  return {
    name: 'launch-reviews',
    feed,
    async react(recorded) {
      const event = assessmentTopicEvents.read(recorded);
      if (event.type === 'CycleOpened') await launchAll(parts, event, recorded);
      if (event.type === 'ReviewLaunched') await openOwn(parts, event, recorded);
    },
  };
}

async function launchAll(
  { streams, populations, roster, launcher }: LaunchParts,
  { data: { cycle: id } }: EventOf<typeof CycleOpened>,
  cause: RecordedEvent,
): Promise<void> {
  const cycle = await streams.cycle(id);
  if (cycle.status === 'cancelled') return;
  await populations.freeze(cycle);
  await pageByPage(
    (after, limit) => roster.pending('launch', id, after, limit),
    pageSize,
    (page) => launcher.launch(cycle, page, cause),
  );
  await populations.markLaunched(id);
}

async function openOwn(
  { streams, roster, launcher }: LaunchParts,
  { data: launch }: EventOf<typeof ReviewLaunched>,
  cause: RecordedEvent,
): Promise<void> {
  if (await roster.isOpened(launch.review)) return;
  const cycle = await streams.cycle(launch.cycle);
  if (cycle.status === 'collecting') await launcher.launch(cycle, [launch], cause);
}
