// Sees a lane that stands still though the broker has more of it: a client that is wedged tells nobody by itself.
import type { Admin, Kafka } from 'kafkajs';

import { withinMs } from './within.js';

/** A consumer has a lane, the broker has records for it, and nothing comes of it: neither a take nor a failure. */
export class ConsumerWedged extends Error {
  constructor(
    readonly topic: string,
    readonly lane: number,
    readonly offset: string,
  ) {
    super(`Lane ${lane} of ${topic} stands still at offset ${offset}; the consumer is replaced by a new one.`);
    this.name = 'ConsumerWedged';
  }
}

/** How far a lane is: the offset it wants next, and how often a batch of it ended, well or not. */
export interface LaneProgress {
  readonly next: string;
  readonly ended: number;
}

export interface LaneWatchOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  /** Of the lanes that the consumer has. */
  readonly progress: () => Promise<ReadonlyMap<number, LaneProgress>>;
  /** Between two looks. A lane that is the same at four in a row is wedged: by default within a minute. */
  readonly everyMs?: number;
}

const looks = 4;
const usualMs = 12_000;
const disconnectMs = 2_000;

interface Seen extends LaneProgress {
  readonly times: number;
}

export class LaneWatch {
  private readonly admin: Admin;
  private seen = new Map<number, Seen>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly options: LaneWatchOptions) {
    this.admin = options.kafka.admin({ retry: { retries: 0 } });
  }

  /** @returns what rejects with ConsumerWedged once a lane is, and never resolves. */
  start(): Promise<never> {
    const wedged = new Promise<never>((_, reject) => this.lookLater(reject));
    wedged.catch(() => undefined); // the session may have ended meanwhile
    return wedged;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    // Not before the look in hand is over: it would connect again, for good.
    await withinMs(disconnectMs, this.looking.then(() => this.admin.disconnect()));
  }

  private lookLater(wedged: (error: ConsumerWedged) => void): void {
    if (this.isClosed) return;
    // A broker that does not answer is no wedge: the consumer finds that out by itself.
    const look = () => this.look().catch(() => undefined).then((found) => (found === undefined ? this.lookLater(wedged) : wedged(found)));
    this.timer = setTimeout(() => {
      this.looking = look();
    }, this.options.everyMs ?? usualMs);
    this.timer.unref();
  }

  private async look(): Promise<ConsumerWedged | undefined> {
    const { topic, progress } = this.options;
    await this.admin.connect();
    const ends = new Map((await this.admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
    const now = new Map<number, Seen>();
    for (const [lane, { next, ended }] of await progress()) {
      if ((ends.get(lane) ?? 0n) <= BigInt(next)) continue;
      const before = this.seen.get(lane);
      const isSame = before?.next === next && before.ended === ended;
      now.set(lane, { next, ended, times: isSame ? before.times + 1 : 1 });
    }
    this.seen = now;
    const [found] = [...now].filter(([, { times }]) => times >= looks);
    return found && new ConsumerWedged(topic, found[0], found[1].next);
  }
}
