// The event logs of a server that was just restored: closed, and how far each of them goes.
import { raiseEpoch } from '@rung/event-store';
import { connected, type RunningPostgres } from '@rung/local-servers';
import type pg from 'pg';

export interface RestoredLog {
  readonly database: string;
  /** The last position of each lane that has one. */
  readonly lanes: readonly { readonly lane: number; readonly position: string }[];
  /** Whether a relay handed it to a topic, which may know more than it now. */
  readonly isRelayed: boolean;
}

/** Each log gets an epoch that it never had: what goes on from here is not what went on before. */
export async function closeLogs(server: RunningPostgres): Promise<RestoredLog[]> {
  const { rows } = await connected(server.url('postgres'), (client) =>
    client.query<{ datname: string }>('select datname from pg_database where datallowconn and not datistemplate order by datname'));
  const logs: RestoredLog[] = [];
  for (const { datname } of rows) logs.push(...(await connected(server.url(datname), (client) => closeLog(client, datname))));
  return logs;
}

async function closeLog(client: pg.Client, database: string): Promise<RestoredLog[]> {
  if (!(await has(client, 'event_log.log_settings'))) return [];
  await raiseEpoch(client);
  const { rows: lanes } = await client.query<RestoredLog['lanes'][number]>('select lane, max(position) as position from event_log.events group by lane order by lane');
  return [{ database, lanes, isRelayed: await isRelayed(client) }];
}

async function isRelayed(client: pg.Client): Promise<boolean> {
  if (!(await has(client, 'relay_leases'))) return false;
  const { topicsOf } = await import('@rung/messaging');
  return (await topicsOf(client)).length > 0;
}

async function has(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>('select to_regclass($1) is not null as has', [table]);
  return rows[0]?.has === true;
}
