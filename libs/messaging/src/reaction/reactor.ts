import { performance } from 'node:perf_hooks';

import { DomainError } from '@rung/event-sourcing';
import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { aboutEvent, cameUpAt } from '../about-event.js';
import { mustFollow } from '../event-bus.js';
import { blamesTheEvent, describeFailure } from '../failure.js';
import { Lease, type Hold } from '../lease/lease.js';
import type { Logger } from '../logger.js';
import { startLoop, type Loop, type StepOutcome } from '../loop.js';
import { projectionMetrics, type ProjectionMetrics } from '../projection/projection-metrics.js';
import { watchProjection } from '../projection/projection-watch.js';
import { GrownLanes } from './grown-lanes.js';
import { followDecisions, parkReaction } from './parked-reactions.js';
import { isPassing } from './passing.js';
import { ReactionCursors } from './reaction-cursors.js';
import type { Reaction } from './reaction.js';

export interface ReactorOptions {
  readonly pool: Pool;
  readonly reaction: Reaction;
  readonly registry: Registry;
  readonly logger: Logger;
  /** How long an instance that fell silent keeps another from taking over. */
  readonly leaseMs?: number;
}

const batchEvents = 100;
/** How often an event may fail by its own fault before its stream is parked; a refusal that does not pass parks at once. */
const triesBeforeParking = 3;

interface Blame {
  readonly position: bigint;
  readonly times: number;
}

/** Keeps a reaction going: one event after the other, one instance at a time, from where the last one stopped. */
export class Reactor {
  private readonly metrics: ProjectionMetrics;
  private readonly lease: Lease;
  private readonly blamed = new Map<number, Blame>();
  private readonly cursors: ReactionCursors;
  private loop: Loop | undefined;
  private watch: Loop | undefined;
  private unsubscribe: (() => void) | undefined;
  private readonly grown: GrownLanes;
  private isStopping = false;

  constructor(private readonly options: ReactorOptions) {
    const { pool, reaction, registry, leaseMs } = options;
    this.metrics = projectionMetrics(registry, reaction.name);
    this.grown = new GrownLanes(reaction.feed);
    this.cursors = new ReactionCursors(pool, reaction.name);
    this.lease = new Lease({ pool, name: `reaction ${reaction.name}`, lane: 0, ttlMs: leaseMs });
  }

  /** Returns at once; a database that is away is waited for. */
  start(): Promise<void> {
    const { pool, reaction, logger } = this.options;
    const { name, feed } = reaction;
    this.isStopping = false;
    this.loop = startLoop({ name: `reaction ${name}`, logger, step: () => this.step() });
    this.unsubscribe = feed.onGrowth((lane) => {
      this.grown.add(lane);
      this.loop?.wake();
    });
    this.watch = watchProjection({ pool, name, feed, metrics: this.metrics, logger, onLane: () => undefined });
    return Promise.resolve();
  }

  /** Ends after the event in hand, and gives way to another instance. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.unsubscribe?.();
    await this.watch?.stop();
    await this.loop?.stop();
    await this.lease.release().catch(() => undefined); // it expires by itself
  }

  /** Each lane that may have something, in turn. One that fails does not keep the others from going on. */
  private async step(): Promise<StepOutcome> {
    const hold = await this.lease.acquire();
    if (hold === undefined) return 'elsewhere';
    failpoint('reaction.leased');
    let most = 0;
    const failures: unknown[] = [];
    for (const lane of await this.grown.take()) {
      if (this.isStopping) break;
      try {
        const followed = await this.followLane(lane, hold);
        if (followed > 0) this.grown.add(lane); // until it is seen to hold no more
        most = Math.max(most, followed);
      } catch (error) {
        failures.push(error);
        this.grown.add(lane);
      }
    }
    if (most > 0) return most < batchEvents ? 'last' : 'more';
    if (failures.length > 0) throw failures[0];
    return 'idle';
  }

  /** @returns how many events it followed. @throws what the next one threw, once what came before it is stored. */
  private async followLane(lane: number, hold: Hold): Promise<number> {
    const { feed } = this.options.reaction;
    if ((await this.cursors.of(lane, hold.fence)).skip.size > 0) await this.followParked(lane, hold);
    const { position, skip } = await this.cursors.of(lane, hold.fence);
    failpoint('reaction.position-read');
    const events = await feed.readLane(lane, position, batchEvents);
    failpoint('reaction.read');
    mustFollow(feed.name, lane, position, events);
    const startedMs = performance.now();
    let done = position;
    let reacted = 0;
    try {
      for (const event of events) {
        if (!(await this.goesOn(hold))) break;
        if (!skip.has(event.streamId)) {
          const outcome = await this.reactOrPark(event, hold);
          if (outcome === 'lost') break;
          if (outcome === 'reacted') reacted += 1;
          else skip.add(event.streamId);
        }
        done = event.position;
      }
    } finally {
      if (done > position) {
        await this.cursors.move(lane, { from: position, to: done, skip }, hold.fence);
        this.metrics.batch(reacted, Number(done - position) - reacted, (performance.now() - startedMs) / 1_000);
      }
    }
    return Number(done - position);
  }

  /** Asked before each event. */
  private async goesOn(hold: Hold): Promise<boolean> {
    return !this.isStopping && (await this.lease.acquire())?.fence === hold.fence;
  }

  /** @returns `lost` when the stream was to be parked and another instance has taken over. @throws when the event is to be tried again. */
  private async reactOrPark(event: RecordedEvent, hold: Hold): Promise<'reacted' | 'parked' | 'lost'> {
    try {
      await this.options.reaction.react(event);
      failpoint('reaction.reacted');
      return 'reacted';
    } catch (error) {
      if (isPassing(error)) throw cameUpAt(event, error);
      const before = this.blamed.get(event.lane);
      const times = before?.position === event.position ? before.times + 1 : 1;
      const givesUp = error instanceof DomainError || (blamesTheEvent(error) && times >= triesBeforeParking);
      if (!givesUp) {
        if (blamesTheEvent(error)) this.blamed.set(event.lane, { position: event.position, times });
        throw cameUpAt(event, error);
      }
      this.blamed.delete(event.lane);
      return this.park(event, error, hold);
    }
  }

  private async park(event: RecordedEvent, failure: unknown, { fence }: Hold): Promise<'parked' | 'lost'> {
    const { pool, reaction, logger } = this.options;
    const error = failure instanceof DomainError ? `refused: ${failure.code}` : describeFailure(failure);
    const parked = await parkReaction(pool, reaction, fence, event, error);
    if (parked) logger.error({ reaction: reaction.name, ...aboutEvent(event), reason: error }, 'stream parked');
    else await this.lease.release(); // another's, as it turns out
    return parked ? 'parked' : 'lost';
  }

  private async followParked(lane: number, hold: Hold): Promise<void> {
    const { pool, reaction, logger } = this.options;
    const { position } = await this.cursors.of(lane, hold.fence);
    const holds = () => this.goesOn(hold);
    const changed = await followDecisions({ pool, reaction, logger, lane, position, fence: hold.fence, holds });
    failpoint('reaction.decisions-followed');
    if (changed) this.cursors.forget(lane);
  }
}
