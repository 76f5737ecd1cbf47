// A rate counts when what was done is there afterwards; otherwise it is the rate of something else.
import pg from 'pg';

import type { Done } from './clients.js';

/**
 * @param there how many there are.
 * @returns how many were done per second. @throws Error when there are not as many more of them afterwards.
 */
export async function counted(there: () => Promise<number>, run: () => Promise<Done>): Promise<number> {
  const before = await there();
  const { done, perSecond } = await run();
  mustBe(done, (await there()) - before, 'were done');
  return perSecond;
}

/** @throws Error that tells both numbers when they differ. */
export function mustBe(wanted: number, found: number, what: string): void {
  if (found !== wanted) throw new Error(`${wanted} ${what}, and ${found} are there: the figure is not what its row says.`);
}

/** A pool, or a client. */
interface Queried {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** @returns what a query that selects one number answers. */
export async function numberOf(on: Queried, text: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await on.query(text, [...values]);
  return Number(Object.values(rows[0] ?? {})[0] ?? 0);
}

/** Counts a table's rows on a connection of its own. */
export async function rowsIn(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await numberOf(client, `select count(*) from ${table}`);
  } finally {
    await client.end();
  }
}
