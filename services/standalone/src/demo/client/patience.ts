// Waiting, and working side by side, without outliving a stop.
import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 50;

/** What was waited for did not come about. */
export class OutOfPatience extends Error {
  constructor(what: string, timeoutMs: number) {
    super(`${what} took longer than ${Math.round(timeoutMs / 1_000)} s.`);
    this.name = 'OutOfPatience';
  }
}

export interface Waiting {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Asks again and again until there is an answer.
 * @param ask gives undefined while there is none.
 * @throws OutOfPatience; what `ask` throws; an AbortError when the signal aborts.
 */
export async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>, { timeoutMs, signal }: Waiting): Promise<Answer> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new OutOfPatience(what, timeoutMs);
    await pause(everyMs, undefined, { signal });
  }
}

/** Works through a list, `width` items at a time. @throws the first failure, once the items in hand are done. */
export async function inParallel<Item, Result>(items: readonly Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[at] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
