import type { RecordedEvent } from '@rung/event-store';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { pageByPage } from '../in-parallel.js';
import type { Refusals } from '../refusals.js';
import type { Roster } from '../roster/roster.js';
import type { Proposer } from './proposer.js';

const pageSize = 200;

export interface GradingParts {
  readonly roster: Roster;
  readonly proposer: Proposer;
}

/** Whether answers have ended, so that grades are due. */
export function isGraded({ status }: KnownCycle): boolean {
  return status === 'calibration' || status === 'released';
}

/** Proposes every grade of a cycle that has none yet. What is refused for a review is kept: nobody else waits for it. */
export async function proposeAll({ roster, proposer }: GradingParts, cycle: KnownCycle, cause: RecordedEvent, refusals: Refusals): Promise<void> {
  await pageByPage(
    (after, limit) => roster.pending('proposal', cycle.cycle, after, limit),
    pageSize,
    (page) => proposer.propose(cycle, page.map(({ review }) => review), cause, refusals),
  );
}
