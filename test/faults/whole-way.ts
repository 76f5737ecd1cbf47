// The whole way in one database: a log, its relay, a bus, an inbox, a projection of what arrived, and a reaction that commands anew.
import { DomainError } from '@rung/event-sourcing';
import { createPostgresEventLog, eventLogSql, type EventLog, type RecordedEvent } from '@rung/event-store';
import { foldedTable, foldProjection, Inbox, KafkaBus, LogFeed, LogTailBus, messagingSql, parkingSql, Projector, Reactor, Rebuilder, rebuildRequests, rebuildSql, Relay, silentLogger, type EventBus, type Feed, type Logger, type Projection } from '@rung/messaging';
import pg from 'pg';
import { Registry } from 'prom-client';

import { count, tallyEvents, type TallyEvent } from './tally.js';

export const lanes = 2;
/** What projections and the reaction choke on: its stream, one of its own each time, is parked. */
export const poison = 'poison';
/** What the names of such streams begin with. */
export const poisonedStream = 'tally/poisoned';

/** What can be made anew: the one as the live projector does, the other folded in memory. */
export const rebuilt = ['tallies', 'counts'] as const;

/** The tables of the way, for a database that is empty. */
export const wholeWaySql = `
${eventLogSql({ lanes })}
${messagingSql}
${parkingSql}
${rebuildSql}
create table seen (lane smallint, position bigint, times int not null, primary key (lane, position));
create table tallies (stream_id text primary key, events int not null, version int not null, disordered int not null);
create table counts (stream_id text primary key, events int not null, version int not null);
`;

export interface WholeWayOptions {
  readonly databaseUrl: string;
  readonly topic: string;
  /** None for the bus that tails the log. */
  readonly brokers?: readonly string[];
  /** Names the consumer to the broker. */
  readonly group: string;
  /** Events that are projected at once; few, so that there are many transactions to be killed in. */
  readonly batchSize?: number;
  readonly logger?: Logger;
}

export interface WholeWay {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly inbox: Inbox;
  /** Once everything that is in the log has been projected and reacted to. */
  isThrough(): Promise<boolean>;
  /** Whether somebody wants the projection made anew, and it is not. */
  isRebuilding(): Promise<boolean>;
  stop(): Promise<void>;
}

export async function startWholeWay({ databaseUrl, topic, brokers, group, batchSize = 20, logger = silentLogger }: WholeWayOptions): Promise<WholeWay> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  pool.on('error', () => undefined);
  const log = await createPostgresEventLog({ pool, logger });
  const bus: EventBus = brokers === undefined ? new LogTailBus(new Map([[topic, log]]), { logger }) : new KafkaBus({ brokers, clientId: group, logger });
  const shared = { pool, registry: new Registry(), logger };
  const inbox = new Inbox({ pool, topic, logger });
  // As short as it can be: one that died keeps its successor waiting for so long.
  const relay = new Relay({ ...shared, log, bus, topic, leaseMs: 400 });
  const projections = projectionsOf(inbox, batchSize);
  const projectors = projections.map((each) => new Projector({ ...shared, projection: each }));
  // Few at once, and hardly a row in hand, so that much is read back and written.
  const rebuilder = new Rebuilder({ ...shared, projections, build: 'one', leaseMs: 400, limits: { pageEvents: 50, rowsInHandBytes: 100 } });
  const reaction = { name: 'echo', feed: new LogFeed(log, topic), react: (event: RecordedEvent) => echo(log, event) };
  const reactor = new Reactor({ ...shared, reaction, leaseMs: 400 });
  const tasks = [relay, ...projectors, rebuilder, reactor];
  await Promise.all(tasks.map((task) => task.start()));
  await inbox.subscribeTo(bus, group);
  return {
    log,
    pool,
    inbox,
    isThrough: async () => {
      const { rows } = await pool.query<{ behind: string }>(
        `select count(*) as behind from (select lane, max(position) as head from event_log.events group by lane) heads
         left join projection_cursors shown on shown.projection = 'tallies' and shown.lane = heads.lane
         left join projection_cursors folded on folded.projection = 'counts' and folded.lane = heads.lane
         left join projection_cursors echoed on echoed.projection = 'echo' and echoed.lane = heads.lane
         left join relay_leases handed on handed.name = $1 and handed.lane = heads.lane
         where least(coalesce(shown.position, 0), coalesce(folded.position, 0), coalesce(echoed.position, 0), coalesce(handed.position, 0)) < head`,
        [`relay ${topic}`],
      );
      return rows[0]?.behind === '0';
    },
    isRebuilding: async () => (await rebuildRequests(pool, rebuilt)).some(({ finishedAt }) => finishedAt === undefined),
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      await bus.close(); // after who hands over to it
      await log.close();
      await pool.end();
    },
  };
}

interface CountRow {
  readonly stream_id: string;
  readonly events: number;
  readonly version: number;
}

const counts = foldedTable<TallyEvent, CountRow>({
  name: 'counts',
  columns: { stream_id: 'text', events: 'integer', version: 'integer' },
  key: ['stream_id'],
  version: 'version',
  change: ({ data: { number, note } }, { streamId, streamVersion }) => {
    if (note === poison) throw new TypeError('it cannot be read');
    if (Math.floor(number / 100) % 2 === 1) return undefined;
    return { key: [streamId], next: (row) => ({ stream_id: streamId, events: (row?.events ?? 0) + 1, version: streamVersion }) };
  },
});

/** The second counts the events of streams, and passes over every other hundred of commands: whole batches mean nothing to it. */
export const projectionsOf = (feed: Feed, batchSize: number): readonly Projection[] => [
  { name: 'tallies', feed, project, committed: () => Promise.resolve(), batchSize, rebuild: { tables: ['tallies', 'seen'] } },
  foldProjection({ name: 'counts', feed, catalogue: tallyEvents, tables: [counts], batchSize }),
];

const noteOf = (event: RecordedEvent) => (event.data as { readonly note: string }).note;

/** Notes how often an event was projected, and whether a stream's events came in the order of their versions. */
async function project(events: readonly RecordedEvent[], tx: pg.PoolClient): Promise<void> {
  if (events.some((event) => noteOf(event) === poison)) throw new TypeError('it cannot be read');
  await tx.query(
    `insert into seen (lane, position, times) select lane, position, 1 from unnest($1::smallint[], $2::bigint[]) as e(lane, position)
     on conflict (lane, position) do update set times = seen.times + 1`,
    [events.map((event) => event.lane), events.map((event) => String(event.position))],
  );
  await tx.query(
    `insert into tallies (stream_id, events, version, disordered)
     select stream_id, count(*), max(version), count(*) filter (where version <> min_version + nth - 1) from (
       select stream_id, version, row_number() over (partition by stream_id order by n) as nth,
         min(version) over (partition by stream_id) as min_version
       from unnest($1::text[], $2::int[]) with ordinality as e(stream_id, version, n)) ordered
     group by stream_id
     on conflict (stream_id) do update set events = tallies.events + excluded.events, version = excluded.version,
       disordered = tallies.disordered + excluded.disordered
         + case when excluded.version - excluded.events <> tallies.version then 1 else 0 end`,
    [events.map((event) => event.streamId), events.map((event) => event.streamVersion)],
  );
}

/** Every fifth command is answered with one of its own. @throws DomainError for poison */
async function echo(log: EventLog, event: RecordedEvent): Promise<void> {
  const { number, note } = event.data as { readonly number: number; readonly note: string };
  if (note === poison) throw new DomainError('invalid-request', 'nothing answers this');
  if (note === 'asked' && number % 5 === 0) await count(log, `echo/${number % 4}`, { number, note: 'echo' });
}
