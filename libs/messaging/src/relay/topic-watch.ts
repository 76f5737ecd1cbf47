import type { KeptTopic } from '../event-bus.js';

/** A topic can hardly be deleted and created anew in less without a request that fails. */
const silentMs = 1_000;

interface Left {
  /** The topic's end lies here, or further. */
  readonly end: bigint;
  readonly atMs: number;
}

/**
 * Sees that a topic is set to drop what it holds, and that a lane of it is shorter than it was left: somebody deleted it and
 * created another, or cut it.
 */
export class TopicWatch {
  private readonly left = new Map<number, Left>();
  private keptAllAtMs = -Infinity;
  /** One asking does for all lanes that wait for it. */
  private keepsAll: Promise<void> | undefined;

  /** @param lookMs while nothing happens, this long is taken for granted how the topic is set, and where it ends. */
  constructor(
    private readonly kept: KeptTopic,
    private readonly lookMs: number,
  ) {}

  /** @param end the offset that comes next. */
  seen(lane: number, end: bigint): void {
    this.left.set(lane, { end, atMs: performance.now() });
  }

  handedOver(lane: number, events: number): void {
    const left = this.left.get(lane);
    if (left !== undefined) this.seen(lane, left.end + BigInt(events));
  }

  /** Something went wrong, or is new: how it is set is asked at the next time. */
  doubt(): void {
    this.keptAllAtMs = -Infinity;
  }

  /** Asks now and then. @throws WrongTopicConfig */
  async mustKeepAll(): Promise<void> {
    if (performance.now() - this.keptAllAtMs < this.lookMs) return;
    this.keepsAll ??= this.kept.mustKeepAll().finally(() => (this.keepsAll = undefined));
    await this.keepsAll;
    this.keptAllAtMs = performance.now();
  }

  /** Before events are handed over: taken for granted for a moment after the last look. */
  isAsLeft(lane: number): Promise<boolean> {
    return this.isAsLeftAfter(lane, Math.min(silentMs, this.lookMs));
  }

  /** While nothing happens: who begins with the topic is to find all of it. */
  isAsLeftIdle(lane: number): Promise<boolean> {
    return this.isAsLeftAfter(lane, this.lookMs);
  }

  private async isAsLeftAfter(lane: number, ms: number): Promise<boolean> {
    const left = this.left.get(lane);
    if (left === undefined || performance.now() - left.atMs < ms) return true;
    const ends = await this.kept.ends();
    // No further than it was left: what another lane hands over just now may lie there, and is counted once that is told.
    for (const [other, { end }] of this.left) if ((ends.get(other)?.to ?? 0n) >= end) this.seen(other, end);
    return (ends.get(lane)?.to ?? 0n) >= left.end;
  }
}
