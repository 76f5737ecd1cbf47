import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { LaneRewritten, mustFollow, type Delivery, type EventBus, type LaneCursor, type Subscriber, type Subscription, type Voiding } from '../event-bus.js';
import type { Feed, StreamRange } from '../feed.js';
import { silentLogger, type Logger } from '../logger.js';
import type { Place } from '../place.js';
import { sharedReads } from '../shared-reads.js';
import { EpochWatch } from './epoch-watch.js';
import { InboxListener } from './inbox-listener.js';
import { appendToInbox, cursorToEnd, inboxCursor, inboxEpochs, inboxHeads, isHeldAlready, moveResume, mustBeTheSame, readInbox, readInboxStream } from './inbox-table.js';
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
  private readonly logger: Logger;
  private readonly listeners = new Set<(lane: number) => void>();
  private readonly listener: InboxListener;
  /** A guess that saves a question; the append itself decides. */
  private readonly places = new Map<number, Place>();
  private readonly epochs: EpochWatch;
  private readonly voidings: InboxVoidings;

  constructor({ pool, topic, logger = silentLogger, registry }: InboxOptions) {
    this.name = topic;
    this.pool = pool;
    this.logger = logger;
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
    const { position, resume } = await this.look(lane);
    return { position, resume };
  }

  private async look(lane: number): Promise<Place & LaneCursor> {
    const cursor = await inboxCursor(this.pool, this.name, lane);
    this.places.set(lane, cursor);
    failpoint('inbox.cursor-read');
    const epochs = await inboxEpochs(this.pool, this.name, lane);
    failpoint('inbox.epochs-read');
    if (epochs !== undefined) this.epochs.holds(lane, epochs);
    return cursor;
  }

  /**
   * Stores what is new of a batch.
   * @throws PositionGap when events are missing before it; LaneRewritten when an event that was taken is another one now.
   */
  async take(delivery: Delivery): Promise<bigint> {
    try {
      let head: bigint | undefined;
      while (head === undefined) head = await this.takeOnce(delivery);
      return head;
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
    this.places.delete(voiding.lane); // or its readers would hear of nothing below
    if (isNew) this.epochs.voided(voiding, forgotten);
  }

  /**
   * What is void is looked for after the cursor was read, and the append asks for that very cursor: a voiding in between is noticed.
   * @returns the last position that was taken, now or before; undefined when the cursor moved meanwhile.
   */
  private async takeOnce(delivery: Delivery): Promise<bigint | undefined> {
    const { lane } = delivery;
    const place = await this.placeFor(delivery);
    const delivered = await this.voidings.without(lane, delivery.events, place.generation);
    failpoint('inbox.voidings-read');
    const { events, repeats } = withoutRepeats(this.name, lane, delivered);
    const first = events[0];
    if (first === undefined) return place.position;
    mustFollow(this.name, lane, first.position - 1n, events);
    failpoint('inbox.delivered');
    const known = [...repeats, ...events.filter(({ position }) => position <= place.position)];
    if (known.length > 0) {
      await mustBeTheSame(this.pool, this.name, lane, known);
      failpoint('inbox.known-compared');
    }
    const fresh = events.filter(({ position }) => position > place.position);
    if (fresh.length > 0) return this.append({ ...delivery, events: fresh }, place);
    await moveResume(this.pool, delivery, place);
    failpoint('inbox.resume-moved');
    return place.position;
  }

  private async placeFor({ lane, events }: Delivery): Promise<Place> {
    const guess = this.places.get(lane);
    return guess !== undefined && guess.position + 1n === events[0]?.position ? guess : this.look(lane);
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

  private async append(delivery: Delivery, place: Place): Promise<bigint | undefined> {
    const { lane, events } = delivery;
    mustFollow(this.name, lane, place.position, events);
    this.places.delete(lane); // asked again if this fails
    const appended = await appendToInbox(this.pool, delivery, place).catch((error: unknown) => this.mend(lane, error));
    failpoint('inbox.appended');
    if (!appended) return undefined;
    const position = place.position + BigInt(events.length);
    this.places.set(lane, { ...place, position });
    this.epochs.took(lane, events);
    this.grown(lane);
    return position;
  }

  /** A cursor that was set back is put where the inbox ends: what is held again is compared from there on. */
  private async mend(lane: number, error: unknown): Promise<false> {
    if (!isHeldAlready(error)) throw error;
    await cursorToEnd(this.pool, this.name, lane);
    this.logger.warn({ topic: this.name, lane }, 'the cursor of the inbox was behind what it holds; it goes on from its end');
    return false;
  }

  /** What this process stored itself its readers know already. */
  private heard(lane: number, position: bigint): void {
    if (position > (this.places.get(lane)?.position ?? 0n)) this.grown(lane);
  }

  private grown(lane: number): void {
    for (const listener of this.listeners) listener(lane);
  }
}
