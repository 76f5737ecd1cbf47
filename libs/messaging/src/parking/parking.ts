import { DomainError } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';

import { describeFailure } from '../failure.js';
import type { Feed } from '../feed.js';
import type { Logger } from '../logger.js';
import { cursorsOf } from '../projection/projection-cursors.js';
import type { Projection } from '../projection/projection.js';
import type { Reaction } from '../reaction/reaction.js';
import { answeredBefore, decisionOf, decisionsOf, keepDecision, type Decision, type KnownDecision, type Outcome } from './decisions.js';
import { followParked, mustBeParked } from './follow-parked.js';
import { listParked, parkedStream, type ParkedQuery, type ParkedStream } from './parked-streams.js';

export type { Decision, KnownDecision, Outcome } from './decisions.js';

export interface ParkingOptions {
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  readonly logger: Logger;
  /** How long an operator waits for the process that holds a reaction's lease. */
  readonly reactionWaitMs?: number;
}

export interface Inspection {
  readonly parked: ParkedStream;
  /** Undefined when the feed has not got it. */
  readonly event: RecordedEvent | undefined;
  /** How many events of the stream were skipped behind it. */
  readonly waiting: number;
  /** The latest first. */
  readonly decisions: readonly KnownDecision[];
}

export interface Retried {
  readonly projection: string;
  readonly streamId: string;
  readonly outcome: Outcome | { readonly kind: 'refused'; readonly code: string };
}

const lookAgainMs = 100;

/** What operators see of a service's parked streams, and what they can do about them. Any process of the service has it. */
export class Parking {
  private readonly projections: ReadonlyMap<string, Projection>;
  private readonly reactions: ReadonlyMap<string, Reaction>;
  /** One at a time: a retry holds one connection of the pool while it asks for a second. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ParkingOptions) {
    this.projections = new Map(options.projections.map((projection) => [projection.name, projection]));
    this.reactions = new Map(options.reactions.map((reaction) => [reaction.name, reaction]));
  }

  list(query: ParkedQuery): Promise<ParkedStream[]> {
    return listParked(this.options.pool, query);
  }

  /** @throws DomainError not-found */
  async inspect(projection: string, streamId: string): Promise<Inspection> {
    const { pool } = this.options;
    const feed = this.feedOf(projection);
    const parked = await parkedStream(pool, projection, streamId);
    if (parked === undefined) throw new DomainError('not-found', `The stream ${streamId} is not parked for ${projection}.`);
    const { lane, position } = parked;
    const until = (await cursorsOf(pool, projection)).get(lane)?.position ?? position;
    const events = await feed.readStream({ lane, streamId, after: position - 1n, until });
    const event = events.find((candidate) => candidate.position === position);
    const decisions = await decisionsOf(pool, projection, streamId);
    return { parked, event, waiting: events.length - (event === undefined ? 0 : 1), decisions };
  }

  /**
   * Follows a parked stream from the event in its way, or from the one behind it, up to where its projection is.
   * @throws DomainError not-found, stream-not-parked, parked-elsewhere, parking-decision-waits, idempotency-key-reused
   */
  async decide(projection: string, streamId: string, decision: Decision, reactionWaitMs = this.options.reactionWaitMs ?? 5_000): Promise<Outcome> {
    this.feedOf(projection);
    const answered = await answeredBefore(this.options.pool, projection, streamId, decision);
    if (answered !== undefined) return answered;
    const projected = this.projections.get(projection);
    const decided = projected === undefined ? this.ask(projection, streamId, decision, reactionWaitMs) : this.follow(projected, streamId, decision);
    const outcome = await decided.catch(async (error: unknown) => {
      // the same request may have come in twice, and the other one was first
      const first = await answeredBefore(this.options.pool, projection, streamId, decision);
      if (first === undefined) throw error;
      return first;
    });
    this.tell(projection, streamId, decision, outcome);
    return outcome;
  }

  /** Tries a page of parked streams again, one after the other; waits for no reaction. */
  async retryAll(query: ParkedQuery, by: string): Promise<readonly Retried[]> {
    const retried: Retried[] = [];
    for (const { projection, streamId } of await this.list(query)) {
      retried.push({ projection, streamId, outcome: await this.retryOne(projection, streamId, by) });
    }
    return retried;
  }

  private async retryOne(projection: string, streamId: string, by: string): Promise<Retried['outcome']> {
    try {
      return await this.decide(projection, streamId, { action: 'retry', by }, 0);
    } catch (error) {
      // somebody else's decision came first, or what followed the stream is gone
      if (error instanceof DomainError) return { kind: 'refused', code: error.code };
      throw error;
    }
  }

  private follow(projection: Projection, streamId: string, decision: Decision): Promise<Outcome> {
    const { pool, logger } = this.options;
    const mine = this.turn.then(async () => {
      const { outcome, events } = await followParked(pool, projection, streamId, decision);
      try {
        await projection.committed?.(events);
      } catch (error) {
        logger.warn({ projection: projection.name, reason: describeFailure(error) }, 'what follows a commit failed');
      }
      return outcome;
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** A reaction has one instance at a time: what is decided is kept, and done by that one. */
  private async ask(reaction: string, streamId: string, decision: Decision, waitMs: number): Promise<Outcome> {
    const { pool } = this.options;
    const parked = await mustBeParked(pool, reaction, streamId, decision);
    const id = await keepDecision(pool, parked, decision);
    if (id === undefined) throw new DomainError('parking-decision-waits', `A decision about ${streamId} waits for the process that reacts.`);
    for (let waitedMs = 0; waitedMs < waitMs; waitedMs += lookAgainMs) {
      const known = await decisionOf(pool, id);
      if (known !== undefined && known.outcome.kind !== 'waiting') return known.outcome;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    return { kind: 'waiting' };
  }

  private tell(projection: string, stream: string, { action, by }: Decision, outcome: Outcome): void {
    const { logger } = this.options;
    const about = { projection, stream, action, by, outcome: outcome.kind };
    if (outcome.kind === 'followed') logger.warn(about, 'a parked stream is followed again');
    else logger.info(about, 'a parked stream was decided about');
  }

  private feedOf(name: string): Feed {
    const feed = (this.projections.get(name) ?? this.reactions.get(name))?.feed;
    if (feed === undefined) throw new DomainError('not-found', `There is no projection or reaction ${name} here.`);
    return feed;
  }
}
