// What a consumer has tried about events that a lane lacks: first its cursor, then the whole topic, and then nothing but another topic helps.
import type { PositionGap } from '../event-bus.js';

/** Where to look next for what is missing; in vain once all was looked through, and as told after that. */
export type Search = 'at the cursor' | 'from the beginning' | 'in vain' | 'told';

const searches: readonly Search[] = ['at the cursor', 'from the beginning', 'in vain'];

interface Gap {
  readonly expected: bigint;
  readonly found: bigint;
  readonly times: number;
}

export class LaneGaps {
  private readonly gaps = new Map<number, Gap>();

  /** The same gap once more is not looked for in the same way again. Another event behind it is another topic's, or from further ahead: all begins anew. */
  met(lane: number, { expected, found }: PositionGap): Search {
    const before = this.gaps.get(lane);
    const isSame = before?.expected === expected && before.found === found;
    const times = isSame ? before.times + 1 : 1;
    this.gaps.set(lane, { expected, found, times });
    return searches[times - 1] ?? 'told';
  }

  /**
   * What lies before a gap passes whenever it is read again: nothing but what was missing ends it.
   * @returns whether the lane has no gap now.
   */
  isOver(lane: number, position: bigint = 0n): boolean {
    const gap = this.gaps.get(lane);
    if (gap !== undefined && position < gap.expected) return false;
    this.gaps.delete(lane);
    return true;
  }

  /** A lane that is dealt out anew goes on at its cursor: a topic that was being looked through is not, to its end. */
  forget(): void {
    this.gaps.clear();
  }
}
