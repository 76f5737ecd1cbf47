// Which phases of a cycle are done for somebody, which are current and which are to come.
import type { CyclePolicy } from '@rung/contracts';

import type { CycleStatus } from '../cycle-progress/cycle-row.entity.js';

export const phaseNames = ['self', 'peer', 'manager', 'calibration', 'released'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  readonly phase: PhaseName;
  readonly state: 'done' | 'current' | 'to-come';
  readonly deadline: string | null;
}

export interface CycleCourse {
  readonly status: CycleStatus;
  readonly policy: Pick<CyclePolicy, 'phasesOverlap' | 'deadlines'>;
}

const answering = ['self', 'peer', 'manager'] as const;
const isAnswering = (phase: CycleStatus | PhaseName): phase is (typeof answering)[number] => (answering as readonly string[]).includes(phase);

/**
 * Until somebody's own result is released, calibration lasts for them, however far the cycle is: whether there is a grade to release
 * makes no difference here.
 * @param finished whether the own result is released; for who only rates others, whether the cycle is.
 */
export function phasesOf({ status, policy: { phasesOverlap, deadlines } }: CycleCourse, finished: boolean): Phase[] {
  const current = currentOf(status, phasesOverlap, finished);
  const first = phaseNames.findIndex((phase) => current.includes(phase));
  return phaseNames.map((phase, at) => ({
    phase,
    state: finished || (first >= 0 && at < first) ? 'done' : current.includes(phase) ? 'current' : 'to-come',
    deadline: (isAnswering(phase) && deadlines[phase]) || null,
  }));
}

function currentOf(status: CycleStatus, phasesOverlap: boolean, finished: boolean): readonly PhaseName[] {
  if (finished || status === 'draft') return [];
  if (!isAnswering(status)) return ['calibration'];
  return phasesOverlap ? answering : [status];
}
