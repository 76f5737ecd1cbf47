import { assessmentTopicEvents, type CycleOpened, type ReviewLaunched } from '@rung/contracts';
import type { EventOf } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Reaction } from '@rung/messaging';

import type { Streams } from '../../streams.js';
import type { Closings } from '../closing/closings.js';
import { pageByPage } from '../in-parallel.js';
import { isGraded, proposeAll, type GradingParts } from '../proposing/propose-all.js';
import { Refusals } from '../refusals.js';
import type { Launcher } from './launcher.js';
import type { Populations } from './population.js';

const pageSize = 200;

export interface LaunchParts extends GradingParts {
  readonly streams: Streams;
  readonly populations: Populations;
  readonly launcher: Launcher;
  readonly closings: Closings;
  /** How long a launch waits for a release that lets no grade go. */
  readonly releasePatienceMs: number;
}

/**
 * A cycle that opens launches the reviews of its population, and proposes their grades where answers have ended before that was
 * done; a participant who joins later gets the assessments that open by themselves. Killed at any point, it goes on where the roster says.
 */
export function launchReviews(feed: Feed, parts: LaunchParts): Reaction {
  return {
    name: 'launch-reviews',
    feed,
    async react(recorded) {
      const event = assessmentTopicEvents.readOnce(recorded);
      if (event.type === 'CycleOpened') await launchAll(parts, event, recorded);
      if (event.type === 'ReviewLaunched') await openOwn(parts, event, recorded);
    },
  };
}

async function launchAll(parts: LaunchParts, { data: { cycle: id } }: EventOf<typeof CycleOpened>, cause: RecordedEvent): Promise<void> {
  const { streams, populations, roster, launcher } = parts;
  if (await closeIfCancelled(parts, id, cause)) return;
  const cycle = await streams.cycle(id);
  if (cycle.status === 'closed') return; // nobody who was held back can join any more
  const refusals = new Refusals();
  for (const { person, why } of await populations.freeze(cycle, parts.releasePatienceMs)) refusals.add(await launcher.reviewOf(cycle, person), why);
  await pageByPage(
    (after, limit) => roster.pending('launch', id, after, limit),
    pageSize,
    async (page) => {
      await launcher.launch(cycle, page, cause, refusals);
      await roster.markOpened(page.map(({ review }) => review).filter((review) => !refusals.has(review)));
    },
  );
  await closeIfCancelled(parts, id, cause);
  await populations.markLaunched(id);
  // read after the mark: whoever ends the last phase later finds the cycle launched
  const now = await streams.cycle(id);
  if (isGraded(now)) await proposeAll(parts, now, cause, refusals);
  refusals.mustBeNone(); // told at the end: the others take part, and are graded
}

async function openOwn(parts: LaunchParts, { data: launch }: EventOf<typeof ReviewLaunched>, cause: RecordedEvent): Promise<void> {
  const { streams, roster, launcher } = parts;
  if (await roster.isOpened(launch.review)) return;
  const cycle = await streams.cycle(launch.cycle);
  const refusals = new Refusals();
  if (cycle.status === 'collecting') await launcher.launch(cycle, [launch], cause, refusals);
  if (await closeIfCancelled(parts, launch.cycle, cause)) return;
  refusals.mustBeNone();
  if (cycle.status === 'collecting') await roster.markOpened([launch.review]);
}

/** The cancellation may have closed what was open before these were opened. @returns whether the cycle is cancelled. */
async function closeIfCancelled({ streams, closings }: LaunchParts, id: string, cause: RecordedEvent): Promise<boolean> {
  const { status } = await streams.cycle(id);
  if (status === 'cancelled') await closings.closeCycle(id, cause);
  return status === 'cancelled';
}
