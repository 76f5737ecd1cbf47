import type { EventLog } from '@rung/event-store';

import { mustFollow, type EventBus, type LaneCursor, type Subscriber, type Subscription } from './event-bus.js';
import { silentLogger, type Logger } from './logger.js';
import { startLoop, type Loop, type StepOutcome } from './loop.js';

export interface LogTailOptions {
  readonly logger?: Logger;
  /** Events per delivery. */
  readonly batchSize?: number;
}

/** The bus inside one process: every subscriber tails the producer's log itself, so nothing is published and nothing can be lost. */
export class LogTailBus implements EventBus {
  private readonly subscriptions = new Set<Subscription>();

  /** @param logs the producer's log of each topic. */
  constructor(
    private readonly logs: ReadonlyMap<string, EventLog>,
    private readonly options: LogTailOptions = {},
  ) {}

  publish(): Promise<void> {
    return Promise.resolve();
  }

  /** @throws when no log of this process feeds the topic. */
  subscribe(subscriber: Subscriber): Promise<Subscription> {
    const log = this.logs.get(subscriber.topic);
    if (log === undefined) return Promise.reject(new Error(`No log in this process feeds the topic ${subscriber.topic}.`));
    const loops = Array.from({ length: log.lanes }, (_, lane) => this.tail(log, lane, subscriber));
    const unsubscribe = log.onGrowth((lane) => loops[lane]?.wake());
    const subscription: Subscription = {
      stop: async () => {
        unsubscribe();
        this.subscriptions.delete(subscription);
        await Promise.all(loops.map((loop) => loop.stop()));
      },
    };
    this.subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
  }

  private tail(log: EventLog, lane: number, subscriber: Subscriber): Loop {
    const { logger = silentLogger, batchSize = 500 } = this.options;
    let cursor: LaneCursor | undefined;
    const step = async (): Promise<StepOutcome> => {
      const from = cursor ?? (await subscriber.cursor(lane));
      const events = await log.readLane(lane, from.position, batchSize);
      mustFollow(subscriber.topic, lane, from.position, events);
      cursor = undefined; // asked again if the take throws
      if (events.length > 0) await subscriber.take({ topic: subscriber.topic, lane, events });
      cursor = { position: from.position + BigInt(events.length) };
      if (events.length === 0) return 'idle';
      return events.length < batchSize ? 'last' : 'more';
    };
    return startLoop({ name: `${subscriber.group} tails ${subscriber.topic}/${lane}`, step, logger });
  }
}
