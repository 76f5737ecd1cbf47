import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { LaneRewritten, mustFollow, type Delivery, type EventBus, type LaneCursor, type Subscriber, type Subscription, type Voiding } from '../event-bus.js';
import type { Feed, StreamRange } from '../feed.js';
import { silentLogger, type Logger } from '../logger.js';
import { sharedReads } from '../shared-reads.js';
import { EpochWatch } from './epoch-watch.js';
import { InboxListener } from './inbox-listener.js';
import { appendToInbox, inboxCursor, inboxEpochs, inboxHeads, moveResume, mustBeTheSame, readInbox, readInboxStream } from './inbox-table.js';
import { InboxVoidings } from './inbox-voidings.js';
import { withoutRepeats } from './without-repeats.js';

export interface InboxOptions {
  /** The consumer's own database. */
  readonly pool: Pool;
  readonly topic: string;
  readonly logger?: Logger;
  readonly registry?: Registry;
}

/**
 * A topic of another service, stored as it arrives and read by this service's projections at their own pace. A batch is stored,
 * and the cursor moved, in one statement; what came before is dropped, what skips is refused.
 */
export class Inbox implements Feed {
  readonly name: string;
  readonly readLane: Feed['readLane'];
  private readonly pool: Pool;
  private readonly listeners = new Set<(lane: number) => void>();
  private readonly listener: InboxListener;
  /** A guess that saves a question; the append itself decides. */
  private readonly lastTaken = new Map<number, bigint>();

  private readonly epochs: EpochWatch;
  private readonly voidings: InboxVoidings;

  constructor({ pool, topic, logger = silentLogger, registry }: InboxOptions) {
    this.name = topic;
    this.pool = pool;
    this.readLane = sharedReads((lane, after, limit) => readInbox(pool, topic, lane, after, limit));
    this.voidings = new InboxVoidings(pool, topic);
    this.epochs = new EpochWatch({ topic, logger, registry });
    this.listener = new InboxListener(pool, topic, (lane, position) => this.heard(lane, position));
  }

  /** Takes the topic from a bus. @param group names this consumer to the broker: one per service. */
  subscribeTo(bus: EventBus, group: string): Promise<Subscription> {
    const subscriber: Subscriber = {
      topic: this.name,
      group,
      cursor: (lane) => this.cursor(lane),
      take: (delivery) => this.take(delivery),
      forget: (voiding, resume) => this.forget(voiding, resume),
    };
    return bus.subscribe(subscriber);
  }

  async cursor(lane: number): Promise<LaneCursor> {
    const cursor = await inboxCursor(this.pool, this.name, lane);
    this.lastTaken.set(lane, cursor.position);
    this.voidings.askAgain(lane);
    const epochs = await inboxEpochs(this.pool, this.name, lane);
    failpoint('inbox.epochs-read');
    if (epochs !== undefined) this.epochs.holds(lane, epochs);
    return cursor;
  }

  /**
   * Stores what is new of a batch.
   * @throws PositionGap when events are missing before it; LaneRewritten when an event that was taken is another one now.
   */
  async take(delivery: Delivery): Promise<void> {
    try {
      await this.takeOnce(delivery);
    } catch (error) {
      if (error instanceof LaneRewritten) this.epochs.refused(error);
      throw error;
    }
  }

  /**
   * Follows a voiding, once however often it comes: the inbox goes back to where it says, and projections that read this topic
   * wait until they are rebuilt.
   */
  async forget(voiding: Voiding, resume: string): Promise<void> {
    const { forgotten, isNew } = await this.voidings.follow(voiding, resume);
    failpoint('inbox.voiding-followed');
    this.lastTaken.delete(voiding.lane); // or its readers would hear of nothing below
    if (isNew) this.epochs.voided(voiding, forgotten);
  }

  private async takeOnce(delivery: Delivery): Promise<void> {
    const { lane } = delivery;
    const delivered = await this.voidings.without(lane, delivery.events);
    failpoint('inbox.voidings-read');
    const { events, repeats } = withoutRepeats(this.name, lane, delivered);
    const first = events[0];
    if (first === undefined) return;
    failpoint('inbox.delivered');
    mustFollow(this.name, lane, first.position - 1n, events);
    if (repeats.length > 0) {
      await mustBeTheSame(this.pool, this.name, lane, repeats);
      failpoint('inbox.repeats-compared');
    }
    const fresh = { ...delivery, events };
    if (this.lastTaken.get(lane) === first.position - 1n && (await this.append(fresh, first.position - 1n))) return;
    let appended = false;
    while (!appended) appended = await this.takeNew(fresh);
  }

  lanes(): Promise<readonly number[]> {
    return this.heads().then((heads) => [...heads.keys()]);
  }

  readStream(range: StreamRange): Promise<readonly RecordedEvent[]> {
    return readInboxStream(this.pool, this.name, range);
  }

  heads(): Promise<ReadonlyMap<number, bigint>> {
    return inboxHeads(this.pool, this.name);
  }

  onGrowth(listener: (lane: number) => void): () => void {
    if (this.listeners.size === 0) this.listener.start();
    this.listeners.add(listener);
    return () => {
      const removed = this.listeners.delete(listener);
      if (removed && this.listeners.size === 0) this.listener.stop();
    };
  }

  /** Looks where the cursor is and appends what follows it. @returns false when the cursor moved meanwhile. */
  private async takeNew(delivery: Delivery): Promise<boolean> {
    const { topic, lane, events } = delivery;
    const { position } = await this.cursor(lane);
    failpoint('inbox.cursor-read');
    const older = events.filter((event) => event.position <= position);
    const newer = events.slice(older.length);
    if (older.length > 0) {
      await mustBeTheSame(this.pool, topic, lane, older);
      failpoint('inbox.older-compared');
    }
    if (newer.length === 0) {
      await moveResume(this.pool, delivery, position);
      failpoint('inbox.resume-moved');
      return true;
    }
    mustFollow(this.name, lane, position, newer);
    return this.append({ ...delivery, events: newer }, position);
  }

  private async append(delivery: Delivery, after: bigint): Promise<boolean> {
    const appended = await appendToInbox(this.pool, delivery, after);
    failpoint('inbox.appended');
    if (!appended) return false;
    this.lastTaken.set(delivery.lane, after + BigInt(delivery.events.length));
    this.epochs.took(delivery.lane, delivery.events);
    this.grown(delivery.lane);
    return true;
  }

  /** What this process stored itself its readers know already. */
  private heard(lane: number, position: bigint): void {
    if (position > (this.lastTaken.get(lane) ?? 0n)) this.grown(lane);
  }

  private grown(lane: number): void {
    for (const listener of this.listeners) listener(lane);
  }
}
