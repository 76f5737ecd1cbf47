import { failpoint } from '@rung/event-store';
import type { Consumer } from 'kafkajs';

/** A commit is a request, and a record of the broker's own: as many as batches would cost as much as taking them. */
const everyMs = 1_000;

/** Tells the broker now and then how far a group has come, for the usual lag tools only: where to go on is stored with the events. */
export class OffsetTeller {
  private readonly untold = new Map<number, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly consumer: Pick<Consumer, 'commitOffsets'>,
    private readonly topic: string,
  ) {}

  /** @param next the offset that the lane goes on with. */
  reached(lane: number, next: string): void {
    this.untold.set(lane, next);
    this.timer ??= setTimeout(() => void this.tell(), everyMs).unref();
  }

  /** What is not told yet may be another consumer's to tell by now. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.untold.clear();
  }

  /** What cannot be told is told with what comes next, or by whoever gets the lane. */
  async tell(): Promise<void> {
    const offsets = [...this.untold].map(([partition, offset]) => ({ topic: this.topic, partition, offset }));
    this.forget();
    if (offsets.length === 0) return;
    await this.consumer.commitOffsets(offsets).catch(() => undefined);
    failpoint('kafka.committed');
  }
}
