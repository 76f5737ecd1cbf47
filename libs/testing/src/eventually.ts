// Waits for what must become true, instead of sleeping for as long as it usually takes.
import { setTimeout as after } from 'node:timers/promises';

export interface Patience {
  readonly timeoutMs?: number;
  /** Unless given, who waits longer looks less often: each look costs what it asks for, and others wait for the same processors. */
  readonly everyMs?: number;
}

const firstMs = 20;
const lastMs = 250;
/** Of what was waited: by so much a wait gets longer at most. */
const share = 0.1;

/**
 * Repeats an assertion until it holds.
 * @returns what the assertion returned when it held.
 * @throws what it threw last, once the time is up.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 30_000, everyMs }: Patience = {},
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    let restMs: number;
    try {
      return await assertion();
    } catch (error) {
      const waitedMs = performance.now() - begun;
      restMs = everyMs ?? Math.min(Math.max(firstMs, share * waitedMs), lastMs, Math.max(firstMs, timeoutMs - waitedMs));
      if (waitedMs + restMs > timeoutMs) throw error;
    }
    await after(restMs);
  }
}
