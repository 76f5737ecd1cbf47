import type { Task } from '../../../my-tasks/tasks-query.js';

export interface CycleName {
  readonly cycle: string;
  readonly name: string;
}

/** The cycles in which one is asked about a person. */
export function assessedIn(tasks: readonly Task[], person: string): CycleName[] {
  const about = tasks.filter(({ participant }) => participant.person === person);
  return [...new Map(about.map(({ cycle: { id, name } }) => [id, { cycle: id, name }])).values()];
}
