// The part of a reaction's lease holder that does what operators decided about parked streams.
import { DomainError } from '@rung/event-sourcing';
import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { aboutCause, cameUpAt } from '../about-event.js';
import { describeFailure } from '../failure.js';
import type { Logger } from '../logger.js';
import { settleDecision, waitingDecisions, type KnownDecision, type Settled } from '../parking/decisions.js';
import { eventsToFollow } from '../parking/follow-parked.js';
import { keepSince, parkedStream, unparkStream, type ParkedStream } from '../parking/parked-streams.js';
import { parkStream, waitForCursor } from '../projection/projection-cursors.js';
import { inTransaction } from '../transaction.js';
import { mayPass } from './passing.js';
import type { Reaction } from './reaction.js';

export interface ParkedLane {
  readonly pool: Pool;
  readonly reaction: Reaction;
  readonly logger: Logger;
  readonly lane: number;
  /** The lane's cursor, which nobody else moves. */
  readonly position: bigint;
  readonly fence: bigint;
  /** Whether the caller's lease still holds, and nobody stops it. */
  readonly holds: () => Promise<boolean>;
}

interface Failure {
  readonly event: RecordedEvent;
  readonly error: string;
}

/**
 * Does what waits to be done in a lane. Called by the holder of the lease between two events of its own, so that a stream's
 * events are reacted to in order; what a crash interrupts is done again, from the event in the way.
 * @returns whether a stream was unparked, or parked elsewhere.
 */
export async function followDecisions(lane: ParkedLane): Promise<boolean> {
  let changed = false;
  for (const decision of await waitingDecisions(lane.pool, lane.reaction.name, lane.lane)) {
    try {
      changed = (await followDecision(lane, decision)) || changed;
    } catch (error) {
      const { streamId: stream, position } = decision;
      lane.logger.warn({ reaction: lane.reaction.name, stream, position: String(position), ...aboutCause(error), reason: describeFailure(error) }, 'a parked stream cannot be tried now; it waits');
    }
  }
  return changed;
}

async function followDecision(lane: ParkedLane, decision: KnownDecision): Promise<boolean> {
  const { pool, reaction, position, holds } = lane;
  const parked = await parkedStream(pool, reaction.name, decision.streamId);
  if (parked === undefined) {
    await inTransaction(pool, (tx) => settleDecision(tx, decision.id, { kind: 'followed', followed: 0 }));
    return false;
  }
  if (decision.action === 'skip' && decision.position !== parked.position) {
    // another decision came in between, and this one does not mean the event that is in the way now
    const { position: now, error } = parked;
    await inTransaction(pool, (tx) => settleDecision(tx, decision.id, { kind: 'parked', followed: 0, position: now, error }));
    return false;
  }
  const events = await reaction.feed.readStream({ lane: lane.lane, streamId: parked.streamId, after: parked.position - 1n, until: position });
  let followed = 0;
  let failure: Failure | undefined;
  for (const event of eventsToFollow(parked, events, decision.action)) {
    if (!(await holds())) return false;
    failure = await failureOf(reaction, event);
    if (failure !== undefined) break;
    followed += 1;
  }
  const outcome: Settled =
    failure === undefined ? { kind: 'followed', followed } : { kind: 'parked', followed, position: failure.event.position, error: failure.error };
  return inTransaction(pool, (tx) => settle(tx, lane, { parked, decision, failure, outcome }));
}

/** @returns undefined when the reaction took the event. @throws what passes by itself. */
async function failureOf(reaction: Reaction, event: RecordedEvent): Promise<Failure | undefined> {
  try {
    await reaction.react(event);
    return undefined;
  } catch (error) {
    if (mayPass(error)) throw cameUpAt(event, error);
    return { event, error: error instanceof DomainError ? `refused: ${error.code}` : describeFailure(error) };
  }
}

interface Done {
  readonly parked: ParkedStream;
  readonly decision: KnownDecision;
  readonly failure: Failure | undefined;
  readonly outcome: Settled;
}

/** Whether a fence still holds the reaction's lease, and goes on to until the transaction ends. */
async function holdsUntilCommit(tx: PoolClient, reaction: Reaction, fence: bigint): Promise<boolean> {
  const { rowCount } = await tx.query('select from relay_leases where name = $1 and lane = 0 and fence = $2 for share', [
    `reaction ${reaction.name}`,
    String(fence),
  ]);
  return rowCount === 1;
}

/** Parks an event's stream. @returns false when another instance has taken over: what becomes of the event is told by that one. */
export function parkReaction(pool: Pool, reaction: Reaction, fence: bigint, event: RecordedEvent, error: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const holds = await holdsUntilCommit(tx, reaction, fence);
    if (holds) await parkStream(tx, reaction.name, event, error);
    failpoint('reaction.parked');
    return holds;
  });
}

/** Stores what came of it, unless another instance has taken over: then that one does it again. */
async function settle(tx: PoolClient, lane: ParkedLane, { parked, decision, failure, outcome }: Done): Promise<boolean> {
  const { reaction, fence, logger } = lane;
  const holds = await holdsUntilCommit(tx, reaction, fence);
  const cursor = await waitForCursor(tx, reaction.name, lane.lane);
  if (!holds || cursor.position !== lane.position) return false;
  await unparkStream(tx, parked);
  if (failure !== undefined) {
    await parkStream(tx, reaction.name, failure.event, failure.error);
    await keepSince(tx, parked);
  }
  await settleDecision(tx, decision.id, outcome);
  const { streamId: stream } = parked;
  const text = outcome.kind === 'followed' ? 'a parked stream is followed again' : 'a parked stream stays parked';
  logger.warn({ reaction: reaction.name, stream, action: decision.action, position: String(parked.position) }, text);
  return true;
}
