import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction. When it throws, or the commit does, the transaction is rolled back and the connection
 * is not used again unless the rollback went well. A commit whose answer was lost throws too: the caller must find out.
 */
export async function inTransaction<Result>(pool: Pool, work: (tx: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // Without a listener the loss of a connection in use would end the process.
  let lost: Error | undefined;
  const onLoss = (error: Error) => {
    lost = error;
  };
  client.on('error', onLoss);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
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
