// Whose log it is, in the words that its events go out with, so that a database is told from that of another service.
import type pg from 'pg';

/** For a migration of the service whose log it is; may be repeated. @param source `/rung/matrix` */
export function logSourceSql(source: string): string {
  if (!/^\/[a-z/-]+$/.test(source)) throw new RangeError(`"${source}" is no source of events.`);
  return `
alter table event_log.log_settings add column if not exists source text;
update event_log.log_settings set source = '${source}' where source is distinct from '${source}';`;
}

/** @returns undefined where that migration has not run, as in a backup from before it. */
export async function logSource(on: Pick<pg.Pool, 'query'>): Promise<string | undefined> {
  const { rows } = await on.query<{ source: string | null }>("select to_jsonb(settings) ->> 'source' as source from event_log.log_settings settings");
  return rows[0]?.source ?? undefined;
}
