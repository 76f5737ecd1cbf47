import type { RecordedEvent } from '@rung/event-store';
import type { Registry } from 'prom-client';

import type { LaneRewritten, Voiding } from '../event-bus.js';
import type { Logger } from '../logger.js';
import { gauge } from '../metrics.js';

export interface EpochWatchOptions {
  readonly topic: string;
  readonly logger: Logger;
  readonly registry?: Registry;
}

/** Tells an operator that a producer's log is another incarnation now, or that it has other events where some were taken. */
export class EpochWatch {
  private readonly newest = new Map<number, string>();
  private readonly changed = new Set<number>();
  private readonly rewritten = new Map<number, bigint>();
  private readonly show: () => void;

  constructor(private readonly options: EpochWatchOptions) {
    const { registry, topic } = options;
    if (registry === undefined) {
      this.show = () => undefined;
      return;
    }
    const changed = gauge(registry, 'rung_inbox_epoch_changed', 'Lanes whose inbox holds events of an earlier epoch of the producer.', ['topic']);
    const rewritten = gauge(registry, 'rung_inbox_lanes_rewritten', 'Lanes that are refused: the producer has other events where some were taken.', ['topic']);
    this.show = () => {
      changed.set({ topic }, this.changed.size);
      rewritten.set({ topic }, this.rewritten.size);
    };
    this.show();
  }

  /** What a lane's inbox holds already: the epoch of its first and of its last event. */
  holds(lane: number, { first, last }: { readonly first: string; readonly last: string }): void {
    this.newest.set(lane, last);
    if (first === last) this.changed.delete(lane);
    else this.changed.add(lane);
    this.show();
  }

  took(lane: number, events: readonly RecordedEvent[]): void {
    const { topic, logger } = this.options;
    this.rewritten.delete(lane);
    for (const { epoch, position } of events) {
      const before = this.newest.get(lane) ?? epoch;
      this.newest.set(lane, epoch);
      if (before === epoch) continue;
      this.changed.add(lane);
      logger.warn({ topic, lane, position: String(position), before, epoch }, 'the producer has a new epoch, and goes on from what it held before');
    }
    this.show();
  }

  /** The lane goes on from where the voiding says; what it holds is of one history again. */
  voided({ topic, lane, after, reason }: Voiding, forgotten: number): void {
    this.rewritten.delete(lane);
    this.options.logger.warn({ topic, lane, after: String(after), forgotten, reason }, 'events of a restored producer are void; projections of its topic wait for a rebuild');
    this.show();
  }

  refused({ lane, position }: LaneRewritten): void {
    const { topic, logger } = this.options;
    if (this.rewritten.get(lane) === position) return;
    this.rewritten.set(lane, position);
    logger.error({ topic, lane, position: String(position) }, 'the producer has rewritten a lane; nothing more is taken of it');
    this.show();
  }
}
