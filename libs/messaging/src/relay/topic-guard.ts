import { failpoint, eventIdsOf, openGate, closeGate, readGate } from '@rung/event-store';
import type { Pool } from 'pg';

import { WrongTopicConfig, type KeptRange, type KeptRecord, type KeptTopic } from '../event-bus.js';
import type { Logger } from '../logger.js';
import type { HeldLease } from '../lease/lease.js';
import { untilOthersTookAnew } from '../lease/leases-of-before.js';
import { compareWithTopic, holdsAll } from '../reconcile/compare.js';
import type { LaneComparison } from '../reconcile/lane-fold.js';
import { relayLease } from '../reconcile/relay-cursors.js';
import { mayHaveHole, TopicHole } from './topic-hole.js';
import { TopicWatch } from './topic-watch.js';

export interface TopicGuardOptions {
  /** Of the database that holds the log. */
  readonly pool: Pool;
  readonly topic: string;
  /** Absent where the bus keeps nothing beside the log. */
  readonly kept: KeptTopic | undefined;
  /** This relay's own leases. */
  readonly held: () => readonly HeldLease[];
  readonly logger: Logger;
  /** While nothing happens, the topic is looked at this often. */
  readonly lookMs: number;
}

const tailRecords = 500n;

/** What all lanes are; undefined where the log waits to be settled with its topic. */
type Comparing = Promise<readonly LaneComparison[] | undefined>;

/** The end of a partition. */
interface Tail {
  readonly range: KeptRange;
  /** The offset from which on it was read. */
  readonly from: bigint;
  readonly records: readonly KeptRecord[];
}

/**
 * Looks, before a lane is relayed and after each failure, whether topic and log still go together. What the topic lost is handed
 * over again. A log that lacks what the topic holds takes no commands until an operator has settled it; one that only has a
 * new epoch, as after a promotion without loss, opens by itself.
 */
export class TopicGuard {
  private readonly settled = new Set<number>();
  private isTold = false;
  private looking: Comparing | undefined;
  /** One reading of the topic does for all lanes that came to want it while another was under way, which may be too old for them. */
  private lookingNext: Comparing | undefined;
  /** Lanes whose topic dropped what it held, for a while: each is read whole before it is gone on with. */
  private readonly mayLack = new Set<number>();
  /** Found in lanes that ended there: whoever mends such a topic begins another one. */
  private readonly holes = new Map<number, { readonly end: bigint; readonly hole: TopicHole }>();
  private readonly watch: TopicWatch | undefined;

  constructor(private readonly options: TopicGuardOptions) {
    this.watch = options.kept && new TopicWatch(options.kept, options.lookMs);
  }

  /** Something went wrong, or is new: look again before anything is published. */
  doubt(lane: number): void {
    this.settled.delete(lane);
    this.watch?.doubt();
  }

  /**
   * @param cursor how far the lane was published, as the relay knows it.
   * @returns the position to go on after; undefined while nothing may be published.
   * @throws WrongTopicConfig, TopicHole while nothing may be published until somebody mends the topic.
   */
  async startOf(lane: number, cursor: bigint): Promise<bigint | undefined> {
    const { pool, kept, topic, logger } = this.options;
    if (kept === undefined) return cursor;
    await this.mustKeepAll(lane);
    if ((await this.watch?.isAsLeftIdle(lane)) === false) this.doubt(lane);
    if (this.settled.has(lane)) return cursor;
    if (!(await readGate(pool)).isOpen && (await this.settledLanes(kept)) === undefined) return undefined;
    failpoint('guard.gate-read');
    const tail = await this.tailOf(kept, lane);
    failpoint('guard.tail-read');
    const told = this.mayLack.has(lane) ? 'unclear' : await this.publishedUpTo(lane, tail);
    failpoint('guard.tail-compared');
    const published = told === 'unclear' ? await this.agreedUpTo(kept, lane, tail) : told;
    if (published === undefined) return undefined;
    if (published < cursor) logger.warn({ topic, lane, published: String(published), cursor: String(cursor) }, 'the topic lost events; they are handed over again');
    this.settled.add(lane);
    this.mayLack.delete(lane);
    this.watch?.seen(lane, tail.range.to);
    return min(cursor, published);
  }

  /** To be asked before events are handed over: they must not be the first of a topic that was deleted and created anew meanwhile. */
  async isAsLeft(lane: number): Promise<boolean> {
    const isSame = (await this.watch?.isAsLeft(lane)) ?? true;
    failpoint('guard.as-left');
    if (!isSame) this.doubt(lane);
    return isSame;
  }

  handedOver(lane: number, events: number): void {
    this.watch?.handedOver(lane, events);
  }

  private async mustKeepAll(lane: number): Promise<void> {
    try {
      await this.watch?.mustKeepAll();
      failpoint('guard.settings-known');
    } catch (error) {
      if (error instanceof WrongTopicConfig) this.mayLack.add(lane);
      throw error;
    }
  }

  /** Reads all of the topic. @returns undefined while the log waits to be settled with it. @throws TopicHole */
  private async agreedUpTo(kept: KeptTopic, lane: number, { range }: Tail): Promise<bigint | undefined> {
    const known = this.holes.get(lane);
    if (known?.end === range.to) throw known.hole;
    const lanes = await this.settledLanes(kept);
    failpoint('guard.agreement-known');
    if (lanes === undefined) return undefined;
    const compared = lanes.find((one) => one.lane === lane);
    if (compared?.hole !== undefined && range.from === 0n) {
      const hole = new TopicHole(this.options.topic, lane, compared.hole);
      this.holes.set(lane, { end: range.to, hole });
      throw hole;
    }
    this.holes.delete(lane);
    return compared?.agreesUpTo ?? 0n;
  }

  /** @returns what was read after it was asked for. */
  private settledLanes(kept: KeptTopic): Comparing {
    if (this.looking === undefined) {
      this.looking = this.openIfSettled(kept).finally(() => (this.looking = undefined));
      return this.looking;
    }
    this.lookingNext ??= this.looking
      .catch(() => undefined) // whoever asked for it hears of it
      .then(() => {
        this.lookingNext = undefined;
        return this.settledLanes(kept);
      });
    return this.lookingNext;
  }

  /** Holds the whole topic against the log. Where they are settled, the log is open and takes commands. */
  private async openIfSettled(kept: KeptTopic): Comparing {
    const { pool, topic, logger } = this.options;
    if (this.isTold) {
      // Settling it is the operator's.
      if (!(await readGate(pool)).isOpen) return undefined;
      this.isTold = false;
    }
    // A relay of before may have a request on its way with what this log lost: it is to lie in the topic when that is read.
    await untilOthersTookAnew(pool, relayLease(topic), this.options.held());
    const lanes = await compareWithTopic({ pool, kept });
    failpoint('guard.compared');
    if (holdsAll(lanes)) {
      await openGate(pool);
      failpoint('guard.opened');
      return lanes;
    }
    await closeGate(pool);
    failpoint('guard.closed');
    this.isTold = true;
    const missing = lanes.filter(({ onlyInTopic }) => onlyInTopic > 0).map(({ lane, agreesUpTo, onlyInTopic }) => ({ lane, after: String(agreesUpTo), events: onlyInTopic }));
    logger.error({ topic, missing }, 'the log was restored behind its topic; no commands are taken until the events are imported or declared void');
    return undefined;
  }

  private async tailOf(kept: KeptTopic, lane: number): Promise<Tail> {
    const range = (await kept.ends()).get(lane) ?? { from: 0n, to: 0n };
    failpoint('guard.ends-known');
    const from = range.to - tailRecords > range.from ? range.to - tailRecords : range.from;
    const records: KeptRecord[] = [];
    await kept.read(new Map([[lane, { from, to: range.to }]]), (_lane, read) => Promise.resolve(void records.push(...read)));
    return { range, from, records };
  }

  /** The last position of the tail, if all of it is the log's. */
  private async publishedUpTo(lane: number, { range, from, records }: Tail): Promise<bigint | 'unclear'> {
    if (range.from === range.to) return 0n;
    const events = records.flatMap((record) => ('event' in record ? [record.event] : []));
    if (events.length === 0 || events.length < records.length) return 'unclear';
    const { ids } = await eventIdsOf(this.options.pool, lane, events.map(({ position }) => position));
    if (!events.every(({ position, eventId }) => ids.get(position) === eventId)) return 'unclear';
    if (mayHaveHole(from, events)) return 'unclear';
    return events.reduce((most, { position }) => (position > most ? position : most), 0n);
  }
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
