import { assessmentTopicEvents } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Reaction } from '@rung/messaging';

import { reviewStream, type Streams } from '../../streams.js';
import { inParallel, pageByPage } from '../in-parallel.js';
import type { ProcessCommands } from '../process-commands.js';
import { Refusals } from '../refusals.js';
import type { Roster } from '../roster/roster.js';

const pageSize = 500;
const width = 16;
const patienceMs = 30_000;

export interface ReleaseParts {
  readonly streams: Streams;
  readonly roster: Roster;
  readonly commands: ProcessCommands;
}

/** The release of a cycle releases every confirmed grade; one that is confirmed after it is released at once. */
export function releaseGrades(feed: Feed, parts: ReleaseParts): Reaction {
  return {
    name: 'release-grades',
    feed,
    async react(recorded) {
      const event = assessmentTopicEvents.readOnce(recorded);
      if (event.type === 'CycleReleased') await releaseAll(parts, event.data.cycle, recorded);
      if (event.type === 'GradeConfirmed') await releaseLate(parts, event.data.review, recorded);
    },
  };
}

async function releaseAll(parts: ReleaseParts, cycle: string, cause: RecordedEvent): Promise<void> {
  const { roster } = parts;
  // whatever was confirmed before the release is in the roster then; whatever comes later comes as an event of its own
  await roster.caughtUp(patienceMs);
  const refusals = new Refusals();
  await pageByPage(
    (after, limit) => roster.pending('release', cycle, after, limit),
    pageSize,
    (page) => inParallel(page, width, ({ review: id }) => refusals.keep(id, () => release(parts, id, cause))),
  );
  refusals.mustBeNone();
}

async function releaseLate(parts: ReleaseParts, id: string, cause: RecordedEvent): Promise<void> {
  const { launch } = await parts.streams.review(id);
  const cycle = await parts.streams.cycle(launch.cycle);
  if (cycle.status === 'released' || cycle.status === 'closed') await release(parts, id, cause);
}

async function release({ commands }: ReleaseParts, id: string, cause: RecordedEvent): Promise<void> {
  const command = (at: string) => ({ type: 'ReleaseGrade', at }) as const;
  await commands.run({ ...reviewStream(id), command, cause });
}
