// Waits for what must become true, instead of sleeping for as long as it usually takes.
import { setTimeout as after } from 'node:timers/promises';

export interface Patience {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Repeats an assertion until it holds.
 * @returns what the assertion returned when it held.
 * @throws what it threw last, once the time is up.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 30_000, everyMs = 20 }: Patience = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() + everyMs > deadline) throw error;
    }
    await after(everyMs);
  }
}
