// Whether a log takes appends: only under the epoch that it was opened under. What this is for is in docs/decisions.
import type pg from 'pg';

export interface EpochGate {
  /** The log's incarnation now. */
  readonly epoch: string;
  readonly isOpen: boolean;
}

type Queryable = Pick<pg.Pool, 'query'>;

export async function readGate(on: Queryable): Promise<EpochGate> {
  const { rows } = await on.query<EpochGate>({
    name: 'rung-gate',
    text: `select epoch, opened_under is not distinct from epoch as "isOpen"
      from event_log.log_settings, lateral (select event_log.epoch() as epoch) as now`,
  });
  return rows[0]!;
}

/** From now on appends are taken. To be called when nothing outside of the database knows more than the log. */
export async function openGate(on: Queryable): Promise<void> {
  await on.query('update event_log.log_settings set opened_under = event_log.epoch() where opened_under is distinct from event_log.epoch()');
}

/** No append is taken until the gate is opened again. */
export async function closeGate(on: Queryable): Promise<void> {
  await on.query('update event_log.log_settings set opened_under = null');
}

/**
 * Gives the log an epoch that it never had, which closes it. The counter is the time, so that two restores from one backup, which
 * know nothing of each other, have different ones, however soon one follows the other.
 */
export async function raiseEpoch(on: Queryable): Promise<void> {
  await on.query(
    'update event_log.log_settings set epoch_counter = greatest(epoch_counter + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)',
  );
}
