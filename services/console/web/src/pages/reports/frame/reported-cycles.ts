// The cycles that there can be a report of.
import type { components } from '../../../api/schema.js';

export type Cycle = components['schemas']['CycleList']['cycles'][number];

/** Those in which there can be grades, the one that was opened last at the end. */
export function reportedCycles(cycles: readonly Cycle[]): Cycle[] {
  const reported = cycles.filter(({ status }) => status === 'calibration' || status === 'released' || status === 'closed');
  return reported.sort((one, other) => openingOf(one) - openingOf(other));
}

/** A cycle whose opening was not kept is older than any whose opening was. */
const openingOf = ({ openedAt }: Cycle): number => (openedAt === null ? 0 : Date.parse(openedAt));
