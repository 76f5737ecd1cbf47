// A pool to a server that is stopped at the end of a bench.
import pg from 'pg';

/** A pool to that address. It ends before its sockets are closed, and a server that stops meanwhile breaks them: by then nobody asks any more. */
export function poolTo(connectionString: string, options: Omit<pg.PoolConfig, 'connectionString'> = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, ...options });
  pool.on('error', () => undefined);
  return pool;
}
