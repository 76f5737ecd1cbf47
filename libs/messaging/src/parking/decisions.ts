// What operators decided about parked streams, and what came of it: rows that outlive every process.
import { DomainError } from '@rung/event-sourcing';
import type { Pool, PoolClient } from 'pg';

import type { ParkedStream } from './parked-streams.js';

export type Decision = {
  /** The operator's opaque id. */
  readonly by: string;
  /** The idempotency key. */
  readonly commandId?: string;
} & (
  | { readonly action: 'retry' }
  /** The position is the one that the operator saw: another event is never passed over in its place. */
  | { readonly action: 'skip'; readonly position: bigint; readonly reason: string }
);

export type Outcome =
  | { readonly kind: 'followed'; readonly followed: number }
  | { readonly kind: 'parked'; readonly followed: number; readonly position: bigint; readonly error: string }
  /** A reaction's decisions wait for the process that holds its lease. */
  | { readonly kind: 'waiting' };
export type Settled = Exclude<Outcome, { readonly kind: 'waiting' }>;

export interface KnownDecision {
  readonly id: string;
  readonly projection: string;
  readonly streamId: string;
  readonly position: bigint;
  readonly action: Decision['action'];
  readonly reason: string | undefined;
  readonly by: string;
  readonly at: Date;
  readonly error: string;
  readonly outcome: Outcome;
}

interface DecisionRow {
  readonly id: string;
  readonly projection: string;
  readonly stream_id: string;
  readonly position: string;
  readonly error: string;
  readonly action: Decision['action'];
  readonly reason: string | null;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly outcome: 'followed' | 'parked' | null;
  readonly followed: number | null;
  readonly parked_at_position: string | null;
  readonly parked_error: string | null;
}

const columns = `id, projection, stream_id, position, error, action, reason, decided_by, decided_at, outcome, followed,
  parked_at_position, parked_error`;

const outcomeOf = (row: DecisionRow): Outcome => {
  const followed = row.followed ?? 0;
  if (row.outcome === null) return { kind: 'waiting' };
  if (row.outcome === 'followed') return { kind: 'followed', followed };
  return { kind: 'parked', followed, position: BigInt(row.parked_at_position ?? 0), error: row.parked_error ?? '' };
};

const toDecision = (row: DecisionRow): KnownDecision => ({
  id: row.id,
  projection: row.projection,
  streamId: row.stream_id,
  position: BigInt(row.position),
  action: row.action,
  reason: row.reason ?? undefined,
  by: row.decided_by,
  at: row.decided_at,
  error: row.error,
  outcome: outcomeOf(row),
});

/** @returns the row's id; undefined when a decision about the stream waits already. */
export async function keepDecision(on: Pool | PoolClient, parked: ParkedStream, decision: Decision): Promise<string | undefined> {
  const { rows } = await on.query<{ id: string }>(
    `insert into parking_decisions (projection, stream_id, lane, position, error, action, reason, decided_by, command_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (projection, stream_id) where outcome is null do nothing returning id`,
    [
      ...[parked.projection, parked.streamId, parked.lane, String(parked.position), parked.error],
      ...[decision.action, decision.action === 'skip' ? decision.reason : null, decision.by, decision.commandId ?? null],
    ],
  );
  return rows[0]?.id;
}

export async function settleDecision(tx: PoolClient, id: string, outcome: Settled): Promise<void> {
  const [position, error] = outcome.kind === 'parked' ? [String(outcome.position), outcome.error] : [null, null];
  await tx.query('update parking_decisions set outcome = $2, followed = $3, parked_at_position = $4, parked_error = $5 where id = $1', [
    id,
    outcome.kind,
    outcome.followed,
    position,
    error,
  ]);
}

/** The latest first. */
export async function decisionsOf(pool: Pool, projection: string, streamId: string): Promise<KnownDecision[]> {
  const { rows } = await pool.query<DecisionRow>(
    `select ${columns} from parking_decisions where projection = $1 and stream_id = $2 order by id desc limit 100`,
    [projection, streamId],
  );
  return rows.map(toDecision);
}

export async function decisionOf(pool: Pool, id: string): Promise<KnownDecision | undefined> {
  const { rows } = await pool.query<DecisionRow>(`select ${columns} from parking_decisions where id = $1`, [id]);
  return rows.map(toDecision)[0];
}

/** Those that wait for the holder of a reaction's lease, in the order that they were taken in. */
export async function waitingDecisions(pool: Pool, projection: string, lane: number): Promise<KnownDecision[]> {
  const { rows } = await pool.query<DecisionRow>(
    `select ${columns} from parking_decisions where projection = $1 and lane = $2 and outcome is null order by id`,
    [projection, lane],
  );
  return rows.map(toDecision);
}

/**
 * What an idempotency key was answered with.
 * @throws DomainError idempotency-key-reused when it was used for another decision.
 */
export async function answeredBefore(on: Pool | PoolClient, projection: string, streamId: string, decision: Decision): Promise<Outcome | undefined> {
  if (decision.commandId === undefined) return undefined;
  const { rows } = await on.query<DecisionRow>(`select ${columns} from parking_decisions where command_id = $1`, [decision.commandId]);
  const known = rows.map(toDecision)[0];
  if (known === undefined) return undefined;
  const isSame = known.projection === projection && known.streamId === streamId && known.action === decision.action && known.by === decision.by;
  const isSameSkip = decision.action === 'retry' || (known.position === decision.position && known.reason === decision.reason);
  if (isSame && isSameSkip) return known.outcome;
  throw new DomainError('idempotency-key-reused', 'This key decided something else; take a new one.');
}
