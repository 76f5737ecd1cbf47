import { performance } from 'node:perf_hooks';

import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { aboutEvent } from '../about-event.js';
import { mustFollow } from '../event-bus.js';
import { blamesTheEvent, describeFailure } from '../failure.js';
import type { Logger } from '../logger.js';
import { startLoop, type Loop, type StepOutcome } from '../loop.js';
import type { Place } from '../place.js';
import { projectBatch, type BatchOutcome } from './project-batch.js';
import { openCursor } from './projection-cursors.js';
import { projectionMetrics, type ProjectionMetrics } from './projection-metrics.js';
import { watchProjection } from './projection-watch.js';
import type { Projection } from './projection.js';

export interface ProjectorOptions {
  /** Of the database that holds the projection's tables and its cursor. */
  readonly pool: Pool;
  readonly projection: Projection;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** How often a batch may fail by an event's fault before that event's stream is parked. */
const triesBeforeParking = 3;

interface LaneState {
  /** A guess that saves a question; the locked row decides. */
  cursor: Place | undefined;
  blamed: number;
}

/**
 * Keeps a projection's tables in step with its feed: one transaction per batch holds the rows and the cursor. Replicas may
 * run side by side, one of them moves a lane at a time. An event that cannot be projected parks its stream, never the lane.
 */
export class Projector {
  private readonly metrics: ProjectionMetrics;
  private readonly lanes = new Map<number, Loop>();
  private readonly states = new Map<number, LaneState>();
  private watch: Loop | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: ProjectorOptions) {
    this.metrics = projectionMetrics(options.registry, options.projection.name);
  }

  /** Returns at once; a database that is away is waited for. */
  start(): Promise<void> {
    const { pool, projection, logger } = this.options;
    const { name, feed } = projection;
    this.unsubscribe = feed.onGrowth((lane) => this.follow(lane).wake());
    this.watch = watchProjection({ pool, name, feed, metrics: this.metrics, logger, onLane: (lane, position) => this.look(lane, position) });
    return Promise.resolve();
  }

  /** Ends after the batches in hand. */
  async stop(): Promise<void> {
    this.unsubscribe?.();
    await this.watch?.stop();
    await Promise.all([...this.lanes.values()].map((loop) => loop.stop()));
    this.lanes.clear();
  }

  /** Nothing follows a cursor that is ahead of its feed: one that was put back, for a rebuild, must be asked for. */
  private look(lane: number, position: bigint): void {
    const loop = this.follow(lane);
    const state = this.states.get(lane);
    if (state?.cursor === undefined || position >= state.cursor.position) return;
    state.cursor = undefined;
    loop.wake();
  }

  private follow(lane: number): Loop {
    const running = this.lanes.get(lane);
    if (running !== undefined) return running;
    const state: LaneState = { cursor: undefined, blamed: 0 };
    this.states.set(lane, state);
    const name = `projection ${this.options.projection.name}/${lane}`;
    const loop = startLoop({ name, logger: this.options.logger, step: () => this.step(lane, state) });
    this.lanes.set(lane, loop);
    return loop;
  }

  private async step(lane: number, state: LaneState): Promise<StepOutcome> {
    const { pool, projection } = this.options;
    const { name, feed, batchSize = 1_000 } = projection;
    const after = state.cursor ?? (await openCursor(pool, name, lane, feed.name));
    failpoint('projector.cursor-opened');
    const events = await feed.readLane(lane, after.position, batchSize);
    failpoint('projector.read');
    mustFollow(feed.name, lane, after.position, events);
    state.cursor = after;
    if (events.length === 0) return 'idle';
    const startedMs = performance.now();
    state.cursor = undefined; // asked again if the batch, or its commit, fails
    try {
      const outcome = await projectBatch(pool, projection, { lane, after, events, mayPark: state.blamed + 1 >= triesBeforeParking });
      failpoint('projector.committed');
      state.blamed = 0;
      if (outcome.kind === 'projected') await this.tell(events);
      const found = events.length < batchSize ? 'last' : 'more';
      return this.settle(state, outcome, found, (performance.now() - startedMs) / 1_000);
    } catch (error) {
      state.blamed = blamesTheEvent(error) ? state.blamed + 1 : 0;
      throw error;
    }
  }

  /** The rows are committed: what fails now is repaired by whoever reads, never by the events coming again. */
  private async tell(events: readonly RecordedEvent[]): Promise<void> {
    const { projection, logger } = this.options;
    try {
      await projection.committed?.(events);
      failpoint('projector.told');
    } catch (error) {
      logger.warn({ projection: projection.name, reason: describeFailure(error) }, 'what follows a commit failed');
    }
  }

  private settle(state: LaneState, outcome: BatchOutcome, found: StepOutcome, seconds: number): StepOutcome {
    switch (outcome.kind) {
      case 'locked':
        return 'elsewhere';
      case 'moved':
        state.cursor = outcome.at;
        return 'more';
      case 'projected':
        state.cursor = outcome.at;
        this.metrics.batch(outcome.projected, outcome.skipped, seconds);
        for (const { event, error } of outcome.parked) {
          this.options.logger.error({ projection: this.options.projection.name, ...aboutEvent(event), reason: error }, 'stream parked');
        }
        return found;
    }
  }
}
