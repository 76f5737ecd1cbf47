// Every view of every service, row by row, as it is and as it is made anew.
import { expect } from '@jest/globals';
import { topics } from '@rung/contracts';
import { eventually, type Caller } from '@rung/testing';

export const services = ['matrix', 'assessment', 'reporting'] as const;
export type ServiceName = (typeof services)[number];

/** Every projection but those that hold what no event says. */
export const rebuildable = [
  'matrix grid',
  'matrix history',
  'matrix migrations',
  'matrix affected',
  ...['matrices', 'matrix-authors', 'cycle-progress', 'participants', 'assessment-form', 'evidence', 'tasks'].map((name) => `assessment ${name}`),
  ...['relations', 'cycles', 'matrices', 'grades', 'heatmap'].map((name) => `reporting reporting-${name}`),
];

/** Kept by those who project and rebuild, about themselves. */
const bookkeeping = ['projection_rebuilds', 'relay_leases', 'migrations'];
/** When a stream was parked is told anew with the table. */
const columns: Readonly<Record<string, string>> = { parked_streams: 'projection, stream_id, lane, position, error' };
/** A projector opens a lane of which nothing has come when it gets there. */
const conditions: Readonly<Record<string, string>> = { projection_cursors: 'where position > 0' };
const patience = { timeoutMs: 120_000 };

export type Rows = Readonly<Record<string, string[]>>;

export interface Asked {
  /** What is in a service's database. */
  ask<Row extends object>(service: ServiceName, sql: string): Promise<Row[]>;
  readonly operator: Caller;
}

interface Standing {
  readonly projection: string;
  readonly impossible: string | null;
  readonly state: string;
  readonly trouble: string | null;
}

interface Cursor {
  readonly projection: string;
  readonly feed: string;
  readonly lane: number;
  readonly position: string;
}

interface Head {
  readonly lane: number;
  readonly head: string;
}

async function allRows({ ask }: Asked): Promise<Rows> {
  const found: Record<string, string[]> = {};
  for (const service of services) {
    const tables = await ask<{ table: string }>(service, 'select tablename as table from pg_tables where schemaname = current_schema() order by 1');
    for (const { table } of tables.filter((row) => !bookkeeping.includes(row.table))) {
      const lines = await ask<{ line: string }>(service, `select row(${columns[table] ?? `"${table}".*`})::text as line from "${table}" ${conditions[table] ?? ''} order by 1`);
      found[`${service}.${table}`] = lines.map(({ line }) => line);
    }
  }
  return found;
}

/** The rows once every projection is where its log ends. */
export async function settledRows(asked: Asked): Promise<Rows> {
  const headsOf = (service: ServiceName) => asked.ask<Head>(service, 'select lane, max(position) as head from event_log.events group by lane');
  await eventually(async () => {
    const heads: Readonly<Record<string, readonly Head[]>> = { [topics.matrix]: await headsOf('matrix'), [topics.assessment]: await headsOf('assessment') };
    for (const service of services) {
      const rows = await asked.ask<Cursor>(service, 'select projection, feed, lane, position from projection_cursors where feed is not null');
      const feeds = new Map(rows.map(({ projection, feed }) => [projection, feed]));
      expect([...feeds.keys()].map((name) => `${service} ${name}`)).toEqual(expect.arrayContaining(rebuildable.filter((name) => name.startsWith(`${service} `))));
      const due = [...feeds].flatMap(([projection, feed]) => heads[feed]?.map(({ lane, head }) => `${projection}/${lane} ${head}`) ?? []);
      expect(rows.map(({ projection, lane, position }) => `${projection}/${lane} ${position}`)).toEqual(expect.arrayContaining(due));
    }
  }, patience);
  return allRows(asked);
}

/** @returns the names of the projections that were made anew. */
export async function rebuildAll({ operator }: Asked): Promise<string[]> {
  const standings = async (service: string) => (await operator('GET', `/operator/${service}/rebuilds`)).body.rebuilds as Standing[];
  const rebuilt: string[] = [];
  for (const service of services) {
    const possible = (await standings(service)).filter(({ impossible }) => impossible === null).map(({ projection }) => projection);
    for (const projection of possible) expect((await operator('POST', `/operator/${service}/rebuilds/${projection}`)).status).toBe(202);
    await eventually(async () => {
      const standing = (await standings(service)).filter(({ projection }) => possible.includes(projection));
      expect(standing.map(({ projection, state, trouble }) => ({ projection, state, trouble }))).toEqual(
        possible.map((projection) => ({ projection, state: 'swapped', trouble: null })),
      );
    }, patience);
    rebuilt.push(...possible.map((projection) => `${service} ${projection}`));
  }
  return rebuilt;
}
