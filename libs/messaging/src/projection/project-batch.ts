import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { cameUpAt } from '../about-event.js';
import { blamesTheEvent, describeFailure } from '../failure.js';
import type { Place } from '../place.js';
import { inTransaction } from '../transaction.js';
import { parkedStreams, parkStream, takeCursor } from './projection-cursors.js';
import { passCursor } from './passing-cursors.js';
import type { Projection } from './projection.js';

export interface Batch {
  readonly lane: number;
  /** Where the cursor was before the events were read. */
  readonly after: Place;
  readonly events: readonly RecordedEvent[];
  /** Whether an event that fails may park its stream; otherwise it fails the batch. */
  readonly mayPark: boolean;
}

export interface ParkedEvent {
  readonly event: RecordedEvent;
  readonly error: string;
}

export type BatchOutcome =
  /** Another process has the lane in hand. */
  | { readonly kind: 'locked' }
  /** Another process has moved the cursor since the events were read, or a voiding has come. */
  | { readonly kind: 'moved'; readonly at: Place }
  | {
      readonly kind: 'projected';
      readonly at: Place;
      readonly projected: number;
      readonly skipped: number;
      readonly parked: readonly ParkedEvent[];
    };

/**
 * Projects a batch and moves the cursor in one transaction. The events are read before it, so that a step never holds one
 * connection while it waits for a second; the locked cursor tells whether they are still the next ones.
 * @throws what the projection throws, unless the event is to blame and may be parked.
 */
export async function projectBatch(pool: Pool, projection: Projection, batch: Batch): Promise<BatchOutcome> {
  const passed = await passBatch(pool, projection, batch);
  if (passed !== undefined) return passed;
  return inTransaction(pool, (tx) => projectBatchIn(tx, projection, batch), { isRepeatable: true });
}

/** Most events concern few projections. @returns undefined when the batch is to be projected. */
async function passBatch(pool: Pool, projection: Projection, { lane, after, events }: Batch): Promise<BatchOutcome | undefined> {
  if (!ignores(projection, events)) return undefined;
  const at = placeAfter(after, events);
  if (!(await passCursor(pool, { projection: projection.name, lane, from: after, to: at.position }))) return undefined;
  failpoint('projector.passed');
  return { kind: 'projected', at, projected: events.length, skipped: 0, parked: [] };
}

const placeAfter = ({ position, generation }: Place, events: readonly RecordedEvent[]): Place => ({
  position: position + BigInt(events.length),
  generation,
});

function ignores(projection: Projection, events: readonly RecordedEvent[]): boolean {
  try {
    return projection.ignores?.(events) === true;
  } catch {
    return false;
  }
}

/** The same within a transaction of the caller's. */
export async function projectBatchIn(tx: PoolClient, projection: Projection, batch: Batch): Promise<BatchOutcome> {
  const { lane, after, events, mayPark } = batch;
  const at = placeAfter(after, events);
  const cursor = await takeCursor(tx, { projection: projection.name, lane, from: after, to: at.position });
  failpoint('projector.cursor-moved');
  if (cursor === undefined) return { kind: 'locked' };
  if (cursor.position !== after.position || cursor.generation !== after.generation) return { kind: 'moved', at: cursor };
  const skip = cursor.parked > 0 ? await parkedStreams(tx, projection.name, lane) : new Set<string>();
  failpoint('projector.skips-read');
  const parked: ParkedEvent[] = [];
  const park = async (event: RecordedEvent, failure: unknown) => {
    const error = describeFailure(failure);
    await parkStream(tx, projection.name, event, error);
    failpoint('projector.parked');
    skip.add(event.streamId);
    parked.push({ event, error });
  };
  const projected = mayPark
    ? await projectPieces(tx, projection, events, skip, park)
    : await projectWhole(tx, projection, events, skip);
  failpoint('projector.projected');
  return { kind: 'projected', at, projected, skipped: events.length - projected, parked };
}

async function projectWhole(
  tx: PoolClient,
  projection: Projection,
  events: readonly RecordedEvent[],
  skip: ReadonlySet<string>,
): Promise<number> {
  const wanted = skip.size === 0 ? events : events.filter((event) => !skip.has(event.streamId));
  const [only] = wanted;
  if (only === undefined) return 0;
  try {
    await projection.project(wanted, tx);
  } catch (error) {
    throw wanted.length === 1 ? cameUpAt(only, error) : error;
  }
  return wanted.length;
}

/** Halves a batch that fails until the event to blame is alone, in the order of the lane. @returns how many were projected. */
export async function projectPieces(
  tx: PoolClient,
  projection: Projection,
  events: readonly RecordedEvent[],
  skip: ReadonlySet<string>,
  park: (event: RecordedEvent, error: unknown) => Promise<void>,
): Promise<number> {
  await tx.query('savepoint piece');
  failpoint('projector.piece-begun');
  try {
    const projected = await projectWhole(tx, projection, events, skip);
    await tx.query('release savepoint piece');
    return projected;
  } catch (error) {
    if (!blamesTheEvent(error)) throw error;
    await tx.query('rollback to savepoint piece');
    failpoint('projector.piece-undone');
    await tx.query('release savepoint piece');
    const wanted = events.filter((event) => !skip.has(event.streamId));
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1) {
      await park(only, error);
      return 0;
    }
    const middle = Math.ceil(wanted.length / 2);
    const left = await projectPieces(tx, projection, wanted.slice(0, middle), skip, park);
    return left + (await projectPieces(tx, projection, wanted.slice(middle), skip, park));
  }
}
