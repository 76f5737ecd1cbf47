import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { blamesTheEvent } from '../failure.js';
import { FoldedRows, type Fold, type FoldChange } from '../fold/folded-rows.js';
import { projectBatchIn } from '../projection/project-batch.js';
import type { Projection } from '../projection/projection.js';
import { pagesOf, type Page } from './pages.js';
import { inShadow, RebuildLost, type Filler, type Shadow } from './shadow.js';
import { movePositions, openLane, readPositions, shadowPlace } from './shadow-cursors.js';

export interface ReplayOptions {
  readonly pool: Pool;
  readonly projection: Projection;
  /** The projection's, where it has one. */
  readonly fold?: Fold;
  readonly shadow: Shadow;
  readonly filler: Filler;
  /** Whether nothing is in the shadow yet. */
  readonly isNew: boolean;
  readonly limits: ReplayLimits;
}

export interface ReplayLimits {
  /** Events that are read at once. */
  readonly pageEvents: number;
  /** A kill costs the work of at most this time. */
  readonly saveEveryMs: number;
  /** Rows in hand are let go of when they are longer than this as JSON: about what a rebuild takes of memory. */
  readonly rowsInHandBytes: number;
}

/** Of the rows in hand, once they are too many. */
const mostThatStays = 0.75;

/** How many events the live code is given at once where a fold did not do. */
const batchEvents = 500;

/**
 * Fills a shadow from its feed: rows are folded in memory and written now and then, together with the cursors; what cannot be
 * folded goes the way of the live projector, which parks it. A projection without a fold goes that way alone.
 */
export class Replay {
  private readonly rows: FoldedRows;
  /** How far the rows in hand are, and how far those that are written. */
  private taken = new Map<number, bigint>();
  private saved = new Map<number, bigint>();
  private parked = new Set<string>();
  private savedAtMs = performance.now();

  constructor(private readonly options: ReplayOptions) {
    this.rows = new FoldedRows(options.isNew);
  }

  get positions(): ReadonlyMap<number, bigint> {
    return this.taken;
  }

  async open(): Promise<void> {
    await this.write((tx) => this.readWhereItIs(tx));
  }

  /**
   * Follows every lane to about its head and writes what it has.
   * @param goesOn asked before each page; when it says no, what is done is written and the rest left.
   */
  async catchUp(goesOn: () => Promise<boolean>): Promise<void> {
    const { projection, limits } = this.options;
    for await (const page of pagesOf(projection.feed, this.taken, limits.pageEvents)) {
      if (!(await goesOn())) break;
      await this.take(page);
      failpoint('rebuild.page-taken');
      if (performance.now() - this.savedAtMs >= limits.saveEveryMs) await this.save();
    }
    await this.save();
  }

  private async take({ lane, after, events }: Page): Promise<void> {
    const { fold } = this.options;
    if (fold === undefined) return this.asLive(lane, after, events);
    let done = 0;
    while (done < events.length) {
      done += await this.foldInMemory(fold, events.slice(done));
      this.taken.set(lane, after + BigInt(done));
      const failed = events[done];
      if (failed === undefined) break;
      await this.save();
      await this.asLive(lane, failed.position - 1n, [failed]);
      done += 1;
    }
    this.rows.pack();
    await this.makeRoom();
  }

  /** Long rows go first: many are never needed again, and the short ones change with nearly every event. */
  private async makeRoom(): Promise<void> {
    const { rowsInHandBytes } = this.options.limits;
    if (this.rows.bytes < rowsInHandBytes) return;
    await this.save();
    this.rows.forgetDocuments();
    // what stays must leave room, or the next page would be written by itself
    if (this.rows.bytes >= rowsInHandBytes * mostThatStays) this.rows.forget();
  }

  /** @returns how many events it folded: all, or those before the first that cannot be. */
  private async foldInMemory(fold: Fold, events: readonly RecordedEvent[]): Promise<number> {
    const changes: (readonly FoldChange[])[] = [];
    const made = upToTheBlamed(events, (event) => changes.push(this.parked.has(event.streamId) ? [] : fold(event)));
    const missing = this.rows.missing(changes.flat());
    if (missing.size > 0) {
      await this.write((tx) => this.rows.load(missing, tx));
      failpoint('rebuild.rows-loaded');
    }
    return upToTheBlamed(events.slice(0, made), (_, at) => this.rows.apply(changes[at] ?? []));
  }

  /** Writes the rows in hand. When the tables refuse one, all since the last time are projected as the live projector does. */
  private async save(): Promise<void> {
    const { projection } = this.options;
    this.savedAtMs = performance.now();
    if ([...this.taken].every(([lane, position]) => this.saved.get(lane) === position)) return;
    try {
      await this.write(async (tx) => {
        if (!(await movePositions(tx, projection.name, this.saved, this.taken))) throw new RebuildLost(projection.name);
        failpoint('rebuild.cursors-moved');
        await this.rows.save(tx);
        failpoint('rebuild.rows-saved');
      });
      this.saved = new Map(this.taken);
    } catch (error) {
      if (!blamesTheEvent(error) || error instanceof RebuildLost) throw error;
      await this.saveAsLive();
    }
  }

  private async saveAsLive(): Promise<void> {
    const goal = this.taken;
    this.rows.forget();
    this.taken = new Map(this.saved);
    for (const [lane, position] of goal) {
      let after = this.saved.get(lane) ?? 0n;
      while (after < position) {
        const left = position - after;
        const events = await this.options.projection.feed.readLane(lane, after, left < batchEvents ? Number(left) : batchEvents);
        await this.asLive(lane, after, events);
        after += BigInt(events.length);
      }
    }
  }

  private async asLive(lane: number, after: bigint, events: readonly RecordedEvent[]): Promise<void> {
    const { projection } = this.options;
    await this.write(async (tx) => {
      await openLane(tx, projection.name, lane);
      const outcome = await projectBatchIn(tx, projection, { lane, after: shadowPlace(after), events, mayPark: true });
      failpoint('rebuild.page-projected');
      if (outcome.kind !== 'projected') throw new RebuildLost(projection.name);
      await this.readWhereItIs(tx);
      if (outcome.projected > 0) this.rows.forget(); // written past them
    });
  }

  private async readWhereItIs(tx: PoolClient): Promise<void> {
    const { positions, parked } = await readPositions(tx, this.options.projection.name);
    this.saved = positions;
    this.taken = new Map(positions);
    this.parked = parked;
  }

  private write<Result>(work: (tx: PoolClient) => Promise<Result>): Promise<Result> {
    const { pool, shadow, filler } = this.options;
    return inShadow(pool, shadow, filler, work);
  }
}

/** @returns how many events went well before the first that is to blame. @throws what is no event's fault. */
function upToTheBlamed(events: readonly RecordedEvent[], work: (event: RecordedEvent, at: number) => void): number {
  for (const [at, event] of events.entries()) {
    try {
      work(event, at);
    } catch (error) {
      if (!blamesTheEvent(error)) throw error;
      return at;
    }
  }
  return events.length;
}
