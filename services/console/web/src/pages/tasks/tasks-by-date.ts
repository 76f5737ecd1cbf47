import type { Task } from './tasks-query.js';

export const times = ['overdue', 'week', 'later'] as const;
export type Time = (typeof times)[number];

export interface TasksByDate {
  readonly waiting: Readonly<Record<Time, readonly Task[]>>;
  /** Submitted, or closed without an answer. */
  readonly done: readonly Task[];
}

const weekMs = 7 * 24 * 3_600_000;

function timeOf({ deadline }: Task, nowMs: number): Time {
  if (deadline === null) return 'later';
  const leftMs = Date.parse(deadline) - nowMs;
  if (leftMs < 0) return 'overdue';
  return leftMs <= weekMs ? 'week' : 'later';
}

/** What comes first is due first; what has no deadline comes last. */
export function tasksByDate(tasks: readonly Task[], nowMs: number): TasksByDate {
  const byDeadline = [...tasks].sort((one, other) => dueMs(one) - dueMs(other) || one.participant.name.localeCompare(other.participant.name));
  const open = byDeadline.filter(({ state }) => state === 'open');
  const at = (time: Time) => open.filter((task) => timeOf(task, nowMs) === time);
  return { waiting: { overdue: at('overdue'), week: at('week'), later: at('later') }, done: byDeadline.filter(({ state }) => state !== 'open') };
}

const dueMs = ({ deadline }: Task): number => (deadline === null ? Number.MAX_SAFE_INTEGER : Date.parse(deadline));
