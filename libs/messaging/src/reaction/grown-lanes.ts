import { performance } from 'node:perf_hooks';

import type { Feed } from '../feed.js';

/** How often every lane is looked at, grown or not: a word may get lost, and operators decide about parked streams. */
const lookAtAllMs = 900;

/** The lanes of a feed that may hold what was not followed yet. */
export class GrownLanes {
  private readonly grown = new Set<number>();
  private lookedAtAllMs = -Infinity;

  constructor(private readonly feed: Feed) {}

  add(lane: number): void {
    this.grown.add(lane);
  }

  /** Those that grew since the last call; now and then, every one. */
  async take(): Promise<readonly number[]> {
    const isTime = performance.now() - this.lookedAtAllMs >= lookAtAllMs;
    const lanes = isTime ? await this.feed.lanes() : [...this.grown];
    if (isTime) this.lookedAtAllMs = performance.now();
    this.grown.clear();
    return lanes;
  }
}
