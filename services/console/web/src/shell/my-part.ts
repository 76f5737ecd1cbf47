// What the phase bar says of a person's own part in a cycle.
import type { components } from '../api/schema.js';

export type Task = components['schemas']['TaskList']['tasks'][number];

export interface MyPart {
  readonly cycle: string;
  readonly name: string;
  readonly done: number;
  readonly all: number;
  /** The next deadline of what is open; null where nothing is, or it has none. */
  readonly due: string | null;
}

/** By cycle, what waits first; a task that was closed without an answer is no part of it. */
export function myParts(tasks: readonly Task[]): MyPart[] {
  const cycles = [...new Map(tasks.map(({ cycle }) => [cycle.id, cycle])).values()];
  const parts = cycles.map(({ id, name }) => {
    const mine = tasks.filter(({ cycle, state }) => cycle.id === id && state !== 'closed');
    const open = mine.filter(({ state }) => state === 'open');
    const [due = null] = open.flatMap(({ deadline }) => deadline ?? []).sort();
    return { cycle: id, name, done: mine.length - open.length, all: mine.length, due };
  });
  return parts.filter(({ all }) => all > 0).sort((one, other) => Number(one.done === one.all) - Number(other.done === other.all) || (one.due ?? '9').localeCompare(other.due ?? '9'));
}
