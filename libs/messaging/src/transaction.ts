import { failpoint } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

/** Longer than anybody thinks between two statements. */
const usualIdleMs = 10_000;

export interface TransactionOptions {
  /**
   * Between two statements; after it the server rolls back and ends the connection, so that a process that is frozen within the
   * transaction does not keep its rows from the others for as long.
   */
  readonly mostIdleMs?: number;
  /** Whether all of it would be done again: then its commit waits for no disk, and a crash of the server may take it back. */
  readonly isRepeatable?: boolean;
}

/**
 * Runs `work` in one transaction. When it throws, or the commit does, the transaction is rolled back and the connection
 * is not used again unless the rollback went well. A commit whose answer was lost throws too: the caller must find out.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (tx: PoolClient) => Promise<Result>,
  { mostIdleMs = usualIdleMs, isRepeatable = false }: TransactionOptions = {},
): Promise<Result> {
  const client = await pool.connect();
  failpoint('transaction.connected');
  // Without a listener the loss of a connection in use would end the process.
  let lost: Error | undefined;
  const onLoss = (error: Error) => {
    lost = error;
  };
  client.on('error', onLoss);
  try {
    const commit = isRepeatable ? '; set local synchronous_commit = off' : '';
    await client.query(`begin; set local idle_in_transaction_session_timeout = ${mostIdleMs}${commit}`);
    failpoint('transaction.begun');
    const result = await work(client);
    await client.query('commit');
    failpoint('transaction.committed');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      lost = failure;
    });
    throw error;
  } finally {
    client.off('error', onLoss);
    client.release(lost);
  }
}
