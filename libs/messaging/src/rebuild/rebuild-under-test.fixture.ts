// Two databases that are told the same: one whose views are rebuilt, and one whose views are only ever projected.
import { randomUUID } from 'node:crypto';

import type { RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { Inbox } from '../inbox/inbox.js';
import { silentLogger } from '../logger.js';
import { Parking } from '../parking/parking.js';
import type { Projection } from '../projection/projection.js';
import { Projector } from '../projection/projector.js';
import { createGoals, goalsProjection, seenProjection } from './goals.fixture.js';
import { rebuildRequests, wantRebuild } from './rebuild-requests.js';
import { Rebuilder, type RebuilderOptions } from './rebuilder.js';

export const topic = 'rung.goal.events';
/** A machine that has much to do takes its time. */
const patience = { timeoutMs: 60_000 };
export const projectionNames = ['goals', 'seen'];

interface Running {
  stop(): Promise<void>;
}

export class GoalsUnderTest {
  private readonly running = new Set<Running>();

  private constructor(readonly database: TestDatabase) {}

  static async create(): Promise<GoalsUnderTest> {
    const database = await postgresForTests({ poolSize: 6 });
    await createGoals(database.pool);
    return new GoalsUnderTest(database);
  }

  get pool() {
    return this.database.pool;
  }

  /** Stops what runs, and empties everything. */
  async forget(): Promise<void> {
    await this.stop();
    await this.pool.query('truncate inbox, inbox_cursors, projection_cursors, parked_streams, parking_decisions, inbox_voidings, inbox_void_events, projection_rebuilds, relay_leases, goals, weights, latest_tags, seen');
    for (const name of projectionNames) await this.pool.query(`drop schema if exists "rebuild-${name}" cascade`);
  }

  async stop(): Promise<void> {
    const running = [...this.running];
    this.running.clear();
    await Promise.all(running.map((one) => one.stop()));
  }

  projections(): Projection[] {
    const inbox = new Inbox({ pool: this.pool, topic });
    return [goalsProjection(inbox), seenProjection(inbox)];
  }

  /** Projects for as long as the test runs. */
  async follow(): Promise<void> {
    for (const projection of this.projections()) {
      const projector = new Projector({ pool: this.pool, projection, registry: new Registry(), logger: silentLogger });
      this.running.add(projector);
      await projector.start();
    }
  }

  async rebuilder(more: Partial<RebuilderOptions> = {}): Promise<Rebuilder> {
    const common = { pool: this.pool, projections: this.projections(), build: 'one', registry: new Registry(), logger: silentLogger };
    const rebuilder = new Rebuilder({ ...common, ...more });
    this.running.add(rebuilder);
    await rebuilder.start();
    return rebuilder;
  }

  async want(): Promise<void> {
    for (const name of projectionNames) await wantRebuild(this.pool, name, 'an operator');
  }

  /** Follows each parked stream again, as an operator would. */
  async retryParked(): Promise<void> {
    const parking = new Parking({ pool: this.pool, projections: this.projections(), reactions: [], logger: silentLogger });
    await parking.retryAll({ limit: 100 }, randomUUID());
  }

  /** Passes over the event that is in the way of each parked stream, as an operator would. */
  async skipParked(): Promise<void> {
    const parking = new Parking({ pool: this.pool, projections: this.projections(), reactions: [], logger: silentLogger });
    for (const { projection, streamId, position } of await parking.list({ limit: 100 })) {
      await parking.decide(projection, streamId, { action: 'skip', position, reason: 'written by a broken build', by: randomUUID() });
    }
  }

  async take(lane: number, events: readonly RecordedEvent[]): Promise<void> {
    if (events.length > 0) await new Inbox({ pool: this.pool, topic }).take({ topic, lane, events });
  }

  /** Waits until both rebuilds have ended in a swap. */
  async rebuilt(): Promise<void> {
    await eventually(async () => {
      const requests = await rebuildRequests(this.pool, projectionNames);
      const told = requests.map(({ outcome, trouble }) => trouble ?? outcome);
      if (told.length < 2 || told.some((word) => word !== 'swapped')) throw new Error(`not rebuilt: ${told.join(', ')}`);
    }, patience);
  }

  /** Waits until the views have all that the inbox has. */
  async followed(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.pool.query<{ behind: number; lanes: number }>(
        `select count(*) filter (where i.position > coalesce(c.position, 0))::int as behind, count(*)::int as lanes
         from inbox_cursors i cross join unnest($1::text[]) as p (name) left join projection_cursors c on c.lane = i.lane and c.projection = p.name`,
        [projectionNames],
      );
      if (rows[0]?.behind !== 0) throw new Error(`${rows[0]?.behind} of ${rows[0]?.lanes} lanes behind`);
    }, patience);
  }

  async drop(): Promise<void> {
    await this.stop();
    await this.database.drop();
  }
}
