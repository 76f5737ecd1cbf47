export interface Lag {
  readonly events: number;
  /** How long the reader has been behind, by its own clock; 0 when it is not. */
  readonly seconds: number;
}

interface Target {
  readonly head: bigint;
  readonly sinceMs: number;
}

/**
 * Measures how far and for how long a reader has been behind. The age is that of the oldest head that it has not reached:
 * steady traffic that is followed closely is no growing lag, and no clock of another machine is compared.
 */
export class LagMeter {
  private readonly targets = new Map<number, Target>();

  /** @param nowMs of a clock that never goes back. */
  observe(heads: ReadonlyMap<number, bigint>, cursors: ReadonlyMap<number, bigint>, nowMs: number): Lag {
    let events = 0n;
    let oldestMs = nowMs;
    for (const [lane, head] of heads) {
      const cursor = cursors.get(lane) ?? 0n;
      if (cursor >= head) {
        this.targets.delete(lane);
        continue;
      }
      events += head - cursor;
      const target = this.targets.get(lane);
      const owed = target !== undefined && cursor < target.head ? target : { head, sinceMs: nowMs };
      this.targets.set(lane, owed);
      oldestMs = Math.min(oldestMs, owed.sinceMs);
    }
    return { events: Number(events), seconds: (nowMs - oldestMs) / 1_000 };
  }
}
