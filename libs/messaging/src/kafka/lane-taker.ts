import { failpoint } from '@rung/event-store';
import type { Consumer, EachBatchPayload } from 'kafkajs';

import { PositionGap, type Subscriber } from '../event-bus.js';
import { describeFailure } from '../failure.js';
import type { Logger } from '../logger.js';
import { fromRecord } from './cloud-event.js';
import { Trouble } from '../trouble.js';
import type { KafkaMetrics } from './kafka-metrics.js';
import { LaneGaps } from './lane-gaps.js';
import type { LaneProgress } from './lane-watch.js';
import { OffsetTeller } from './offset-teller.js';
import { piecesOf, type Piece } from './pieces.js';
import { withinMs } from './within.js';

export interface LaneTakerOptions {
  readonly consumer: Consumer;
  readonly subscriber: Subscriber;
  readonly metrics: KafkaMetrics;
  readonly logger: Logger;
}

const backoffMs = { first: 100, last: 5_000 };
const tellMs = 1_000;
const beginning = '0'; // where the log begins later, the broker's answer moves it there

/** Hands a partition's batches to the subscriber; a lane that fails waits and comes again, the others go on. */
export class LaneTaker {
  private readonly troubles = new Map<number, Trouble>();
  private readonly gaps = new LaneGaps();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly offsets: OffsetTeller;
  private assigned = new Map<number, LaneProgress>();
  /** How far the subscriber said it is with what this consumer brought, by lane. */
  private readonly brought = new Map<number, bigint>();

  constructor(private readonly options: LaneTakerOptions) {
    this.offsets = new OffsetTeller(options.consumer, options.subscriber.topic);
  }

  /** The lanes that this consumer has, and how far they are. */
  get progress(): ReadonlyMap<number, LaneProgress> {
    return this.assigned;
  }

  /** Looks for lanes whose cursors were put back behind what this consumer brought, and goes on from there. */
  async seekPutBack(): Promise<void> {
    for (const lane of this.assigned.keys()) await this.seekIfPutBack(lane);
  }

  /** A subscriber whose database lost its last commits, as one does whose standby was promoted, would else miss them until the lane's next event. */
  private async seekIfPutBack(lane: number): Promise<void> {
    const { subscriber, logger } = this.options;
    const { topic } = subscriber;
    const brought = this.brought.get(lane);
    if (brought === undefined) return;
    const { position } = await subscriber.cursor(lane);
    if (position >= brought) return;
    logger.warn({ topic, lane, position: String(position), brought: String(brought) }, 'the cursor of a lane was put back; what it lacks comes again');
    await this.seekCursors([lane]);
  }

  /** The group has dealt its lanes out anew: these are this consumer's. */
  async assign(lanes: readonly number[]): Promise<void> {
    this.leave([...this.assigned.keys()].filter((lane) => !lanes.includes(lane)));
    this.assigned = new Map(lanes.map((lane) => [lane, { next: beginning, ended: 0 }]));
    this.offsets.forget();
    this.brought.clear();
    this.gaps.forget();
    await this.seekCursors(lanes);
  }

  /**
   * Goes on where the subscriber's own database says, not where the broker does. Fetching may be ahead of it: what comes
   * too early is refused as a gap, what comes again is dropped.
   */
  private async seekCursors(lanes: readonly number[]): Promise<void> {
    const { subscriber, consumer, logger } = this.options;
    const { topic } = subscriber;
    for (const lane of lanes) {
      try {
        const { resume = beginning } = await subscriber.cursor(lane);
        consumer.seek({ topic, partition: lane, offset: resume });
        this.brought.delete(lane);
        this.ended(lane, resume);
        if (resume !== beginning) this.offsets.reached(lane, resume);
        failpoint('kafka.sought');
      } catch (error) {
        logger.warn({ topic, lane, reason: describeFailure(error) }, 'cursor unknown; goes on where the broker says');
      }
    }
  }

  async take(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, isRunning, isStale } = payload;
    const last = batch.messages.at(-1);
    if (last === undefined || !isRunning() || isStale()) return;
    const lane = batch.partition;
    const next = String(BigInt(batch.lastOffset()) + 1n);
    try {
      for (const piece of piecesOf(this.readOf(batch), next)) await this.takePiece(lane, piece);
      failpoint('kafka.taken');
    } catch (error) {
      await this.failed(payload, error);
      return;
    }
    if (this.gaps.isOver(lane, this.brought.get(lane))) this.troubles.get(lane)?.healed();
    this.ended(lane, next);
    resolveOffset(last.offset);
    this.tellLag(batch, next);
    this.offsets.reached(lane, next);
  }

  private async takePiece(lane: number, piece: Piece): Promise<void> {
    const { subscriber } = this.options;
    if ('events' in piece) {
      this.brought.set(lane, await subscriber.take({ topic: subscriber.topic, lane, events: piece.events, resume: piece.resume }));
      return;
    }
    await subscriber.forget?.(piece.voiding, piece.resume);
    const brought = this.brought.get(lane);
    if (brought !== undefined && brought > piece.voiding.after) this.brought.set(lane, piece.voiding.after);
  }

  /** A consumer that comes next begins to fetch where the broker says, before it is sought at its cursor. */
  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.leave([...this.assigned.keys()]);
    await withinMs(tellMs, this.offsets.tell());
  }

  private readOf(batch: EachBatchPayload['batch']) {
    const { subscriber, metrics, logger } = this.options;
    const read = batch.messages.map((message) => ({ offset: message.offset, ...fromRecord(subscriber.topic, batch.partition, message) }));
    for (const kind of ['foreign', 'unreadable'] as const) {
      const such = read.filter((record) => record.kind === kind);
      const [first] = such;
      if (first === undefined) continue;
      metrics.strange(subscriber.topic, kind, such.length);
      const about = { topic: subscriber.topic, lane: batch.partition, offset: first.offset, records: such.length };
      logger.error(about, kind === 'foreign' ? 'records that are no events were passed over' : 'events have data that cannot be read');
    }
    return read;
  }

  /** Leaves the batch unresolved, so that it is fetched again after a pause; over a gap it goes back further. */
  private async failed({ batch, pause }: EachBatchPayload, error: unknown): Promise<void> {
    const lane = batch.partition;
    const failures = this.troubleOf(lane).failed(error);
    this.tellLag(batch, batch.messages[0]?.offset ?? '0'); // or a lane that fails would look as if it had nothing to do
    this.ended(lane);
    if (error instanceof PositionGap) await this.search(lane, error);
    const resume = pause();
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      resume();
    }, Math.min(backoffMs.first * 2 ** (failures - 1), backoffMs.last));
    this.timers.add(timer);
  }

  /**
   * To the cursor; when that did not help, the offsets are another topic's by now: to the beginning, where all that was taken is
   * dropped. A topic that was read whole in vain lacks the events: the lane waits where they should be.
   */
  private async search(lane: number, gap: PositionGap): Promise<void> {
    const { consumer, subscriber, logger } = this.options;
    const { topic } = subscriber;
    const search = this.gaps.met(lane, gap);
    this.brought.delete(lane);
    if (search === 'at the cursor') await this.seekCursors([lane]);
    if (search === 'from the beginning') consumer.seek({ topic, partition: lane, offset: beginning });
    const about = { topic, lane, expected: String(gap.expected), found: String(gap.found) };
    if (search === 'in vain') logger.error(about, 'a topic lacks events, and its lane waits: it has to be created anew, and to be told all of them again');
  }

  private leave(lanes: readonly number[]): void {
    const { subscriber, metrics } = this.options;
    for (const lane of lanes) metrics.left(subscriber.group, subscriber.topic, lane);
  }

  private tellLag({ partition, highWatermark }: EachBatchPayload['batch'], next: string): void {
    const { subscriber, metrics } = this.options;
    metrics.lag(subscriber.group, subscriber.topic, partition, Number(BigInt(highWatermark) - BigInt(next)));
  }

  private ended(lane: number, next?: string): void {
    const before = this.assigned.get(lane);
    if (before !== undefined) this.assigned.set(lane, { next: next ?? before.next, ended: before.ended + 1 });
  }

  private troubleOf(lane: number): Trouble {
    const { logger, subscriber } = this.options;
    const texts = { fails: 'lane fails; keeps trying', healed: 'lane goes on again' };
    const trouble = this.troubles.get(lane) ?? new Trouble({ logger, about: { topic: subscriber.topic, lane }, texts });
    this.troubles.set(lane, trouble);
    return trouble;
  }
}
