import type { Task } from '../../my-tasks/tasks-query.js';
import type { Status } from '../../page-parts/status-badge.js';

/** What was closed without an answer has no word in the list of states. */
export type TaskStatus = Extract<Status, 'not-started' | 'draft' | 'submitted'> | 'closed';

/** What was closed before its author submitted it, and has words of theirs: on the server, or on this device. */
export const hasKeptWords = ({ assessment, state, drafted }: Pick<Task, 'assessment' | 'state' | 'drafted'>, onDevice: ReadonlySet<string>): boolean =>
  state === 'closed' && (drafted || onDevice.has(assessment));

/** @param onDevice assessments of which this device keeps something that the server may not have yet. */
export function statusOf({ assessment, state, drafted }: Pick<Task, 'assessment' | 'state' | 'drafted'>, onDevice: ReadonlySet<string>): TaskStatus {
  if (state !== 'open') return state;
  return drafted || onDevice.has(assessment) ? 'draft' : 'not-started';
}
