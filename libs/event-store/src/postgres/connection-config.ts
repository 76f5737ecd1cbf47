// How the log's own connections are reached, given the pool that its service already has.
import type pg from 'pg';

const connectTimeoutMs = 3_000;
/** Longer than the server lets any append live: after it the network is at fault. */
const answerTimeoutMs = 8_000;

/** @returns the pool's configuration, with limits that notice a server that is gone. */
export function connectionConfigOf(pool: pg.Pool): pg.ClientConfig {
  // Property by property: a pool hides its password from a plain copy.
  const config = Object.defineProperties({}, Object.getOwnPropertyDescriptors(pool.options));
  return Object.assign(config, { keepAlive: true, connectionTimeoutMillis: connectTimeoutMs, query_timeout: answerTimeoutMs });
}
