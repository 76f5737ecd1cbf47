import { isServerError, mustKeepSessions } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

/** Of one database; beside the locks of its service. The number is arbitrary, and the same for ever. */
const settlingLock = 7_064_000_101;

const lockNotAvailable = '55P03';

/**
 * A server takes a moment to see that a process is gone; one whose machine is gone says no word, and is asked for one. Whoever has the
 * lock may be busy elsewhere for long.
 */
const session = `set lock_timeout = '5s'; set idle_session_timeout = 0;
  set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`;

/**
 * Does work that nobody else does on this database meanwhile, in whatever process. A process that dies gives way.
 * @param work is given the connection that has the lock. What only one may do is done on it: who has lost it does nothing any more.
 * @param busy what to throw where somebody does.
 */
export async function alone<Result>(pool: Pool, work: (holder: PoolClient) => Promise<Result>, busy: () => Error): Promise<Result> {
  await mustKeepSessions(pool);
  const client = await pool.connect();
  client.on('error', () => undefined); // whatever the work asks next says so
  try {
    await client.query(session);
    await client.query('select pg_advisory_lock($1)', [settlingLock]).catch((error: unknown) => {
      throw isServerError(error) && error.code === lockNotAvailable ? busy() : error;
    });
    await client.query('reset lock_timeout');
    return await work(client);
  } finally {
    client.release(true); // the lock ends with its session
  }
}
