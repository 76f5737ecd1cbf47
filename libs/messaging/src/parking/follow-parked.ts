import { DomainError } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { describeFailure, isOfNewerBuild } from '../failure.js';
import { projectPieces } from '../projection/project-batch.js';
import { cursorsOf, parkStream, waitForCursor } from '../projection/projection-cursors.js';
import type { Projection } from '../projection/projection.js';
import { inTransaction } from '../transaction.js';
import { answeredBefore, keepDecision, settleDecision, type Decision, type Outcome, type Settled } from './decisions.js';
import { keepSince, parkedStream, unparkStream, type ParkedStream } from './parked-streams.js';

export interface Followed {
  readonly outcome: Outcome;
  readonly events: readonly RecordedEvent[];
}

/** @throws DomainError stream-not-parked, or parked-elsewhere when a skip means another event than the one in the way. */
export async function mustBeParked(on: Pool | PoolClient, projection: string, streamId: string, decision: Decision): Promise<ParkedStream> {
  const parked = await parkedStream(on, projection, streamId);
  if (parked === undefined) throw new DomainError('stream-not-parked', `The stream ${streamId} is not parked for ${projection}.`);
  if (decision.action === 'skip' && decision.position !== parked.position) {
    const detail = `The event in the way is at position ${parked.position}, not at ${decision.position}; look at it before you pass over it.`;
    throw new DomainError('parked-elsewhere', detail, { position: String(parked.position) });
  }
  return parked;
}

/** The events from the one in the way up to a position; a skip leaves that one out. @throws Error when the feed has not got it. */
export function eventsToFollow(parked: ParkedStream, events: readonly RecordedEvent[], action: Decision['action']): readonly RecordedEvent[] {
  if (events[0]?.position !== parked.position) {
    throw new Error(`The feed of ${parked.projection} has no event of ${parked.streamId} at position ${parked.position} of lane ${parked.lane}.`);
  }
  return action === 'skip' ? events.slice(1) : events;
}

const voided = (projection: string) => `Events that ${projection} has followed were declared void; decide again once it is rebuilt.`;

/**
 * Projects what a parked stream has missed, from the event in the way up to the lane's cursor, and unparks it, in one
 * transaction that holds the cursor: whatever the live projector did before was skipped and is done here, whatever it does
 * after finds the stream unparked. When an event fails again, what came before it stays and the stream stays parked there.
 * The bulk is read before the cursor is locked, so that the lane waits for the rows alone.
 * @throws DomainError as `mustBeParked`, unavailable when a newer build wrote an event or a voiding has come; what else the projection throws by no fault of an event.
 */
export async function followParked(pool: Pool, projection: Projection, streamId: string, decision: Decision): Promise<Followed> {
  const { name, feed } = projection;
  const { lane, position } = await mustBeParked(pool, name, streamId, decision);
  const seen = (await cursorsOf(pool, name)).get(lane) ?? { position, generation: 0 };
  const early = await feed.readStream({ lane, streamId, after: position - 1n, until: seen.position });
  return inTransaction(pool, async (tx) => {
    const cursor = await waitForCursor(tx, name, lane);
    const answered = await answeredBefore(tx, name, streamId, decision);
    if (answered !== undefined) return { outcome: answered, events: [] };
    if (cursor.awaitsRebuild || cursor.generation !== seen.generation) throw new DomainError('unavailable', voided(name));
    const parked = await mustBeParked(tx, name, streamId, decision);
    // somebody's retry got further meanwhile: what it left is read here
    const known = parked.position === position ? early : early.filter((event) => event.position >= parked.position);
    const late = cursor.position > seen.position ? await feed.readStream({ lane, streamId, after: seen.position, until: cursor.position }) : [];
    const events = eventsToFollow(parked, [...known, ...late], decision.action);
    const id = await keepDecision(tx, parked, decision);
    if (id === undefined) throw new DomainError('parking-decision-waits', `A decision about ${streamId} waits for its turn.`);
    const outcome = await projectInPlace(tx, projection, parked, events).catch((error: unknown) => {
      throw isOfNewerBuild(error) ? new DomainError('unavailable', error.message) : error;
    });
    await settleDecision(tx, id, outcome);
    return { outcome, events };
  });
}

/** Unparks a stream and projects its events; where one fails again, the stream is parked there. The cursor is locked by the caller. */
export async function projectInPlace(tx: PoolClient, projection: Projection, parked: ParkedStream, events: readonly RecordedEvent[]): Promise<Settled> {
  await unparkStream(tx, parked);
  const skip = new Set<string>();
  const failed: { position: bigint; error: string }[] = [];
  const followed = await projectPieces(tx, projection, events, skip, async (event, failure) => {
    const error = describeFailure(failure);
    failed.push({ position: event.position, error });
    skip.add(event.streamId);
    await parkStream(tx, projection.name, event, error);
    await keepSince(tx, parked);
  });
  const [again] = failed;
  return again === undefined ? { kind: 'followed', followed } : { kind: 'parked', followed, ...again };
}
