import type { Task } from '../../my-tasks/tasks-query.js';

export const times = ['week', 'later'] as const;
export type Time = (typeof times)[number];

export interface TasksByDate {
  readonly waiting: Readonly<Record<Time, readonly Task[]>>;
  /** Not answered before their deadline, and of no use to answer any more. */
  readonly tooLate: readonly Task[];
  /** Submitted, or closed without an answer. */
  readonly done: readonly Task[];
}

const weekMs = 7 * 24 * 3_600_000;

/** By the server's clock, and by this one for a list that was asked for before the deadline. */
export function isTooLate({ state, tooLate, deadline }: Task, nowMs: number): boolean {
  return tooLate || (state === 'open' && deadline !== null && Date.parse(deadline) < nowMs);
}

/** What comes first is due first; what has no deadline comes last. */
export function tasksByDate(tasks: readonly Task[], nowMs: number): TasksByDate {
  const byDeadline = [...tasks].sort((one, other) => dueMs(one) - dueMs(other) || one.participant.name.localeCompare(other.participant.name));
  const open = byDeadline.filter(({ state }) => state === 'open');
  const inTime = open.filter((task) => !isTooLate(task, nowMs));
  const isThisWeek = (task: Task): boolean => dueMs(task) - nowMs <= weekMs;
  return {
    waiting: { week: inTime.filter(isThisWeek), later: inTime.filter((task) => !isThisWeek(task)) },
    tooLate: open.filter((task) => isTooLate(task, nowMs)),
    done: byDeadline.filter(({ state }) => state !== 'open'),
  };
}

/** Whether nothing can be answered now. */
export const isNothingWaiting = ({ waiting }: TasksByDate): boolean => times.every((time) => waiting[time].length === 0);

const dueMs = ({ deadline }: Task): number => (deadline === null ? Number.MAX_SAFE_INTEGER : Date.parse(deadline));
