// Whether a connection keeps its session. Through a pooler that deals sessions out by transaction, advisory locks, LISTEN, timeouts and
// synchronous_commit hold for whoever comes next, and not for who asked.
import pg from 'pg';

export class SessionsNotKept extends Error {
  constructor() {
    super(
      'DATABASE_URL leads to a pooler that gives each transaction another session; locks and settings would not hold. '
        + 'Connect to PostgreSQL directly, or have the pooler keep a session per connection (PgBouncer: pool_mode = session).',
    );
    this.name = 'SessionsNotKept';
  }
}

const setting = 'rung.session';
/** A pooler that has one session lets the second question wait for the first transaction. */
const answerTimeoutMs = 10_000;

/**
 * @param pool of two connections or more.
 * @throws SessionsNotKept when what was set on a connection is not there any more while another is in a transaction.
 */
export async function mustKeepSessions(pool: pg.Pool): Promise<void> {
  await onConnection(pool, async (one) => {
    const { rows } = await one.query<{ pid: number }>(`select pg_backend_pid() as pid, set_config('${setting}', 'kept', false)`);
    if (rows[0]?.pid === processIdOf(one)) return; // nobody is in between: a pooler has keys of its own
    await onConnection(pool, async (other) => {
      await other.query('begin; select'); // it is given the session that was given back last
      if (!(await isKept(one))) throw new SessionsNotKept();
    });
  });
}

async function isKept(client: pg.ClientBase): Promise<boolean> {
  const question = { text: `select current_setting('${setting}', true) = 'kept' as kept`, query_timeout: answerTimeoutMs };
  const { rows } = await client.query<{ kept: boolean | null }>(question as pg.QueryConfig).catch(() => ({ rows: [] }));
  return rows[0]?.kept === true;
}

const processIdOf = (client: pg.ClientBase): number => (client as unknown as { processID: number }).processID;

async function onConnection(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  client.on('error', () => undefined); // the question that was asked says it as well
  try {
    await work(client);
  } finally {
    client.release(true); // nobody else gets what was set on it
  }
}
