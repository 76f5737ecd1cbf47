// Goals of made-up people: a table that is folded row by row, one that is counted by SQL, and events of two schema versions.
import { catalogueOf, defineEvent, type EventsOf } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import { z } from 'zod';

import { sampleEvent } from '../contract/sample-events.js';
import type { Feed } from '../feed.js';
import { foldProjection } from '../fold/fold-projection.js';
import { foldedTable } from '../fold/folded-table.js';
import { messagingSql } from '../messaging-sql.js';
import { parkingSql } from '../parking/parking-sql.js';
import type { Projection } from '../projection/projection.js';
import { rebuildSql } from './rebuild-sql.js';

const GoalSet = defineEvent('GoalSet', z.object({ owner: z.string(), goal: z.string(), weight: z.number(), on: z.iso.date() }), [
  (v1: { owner: string; goal: string; on: string }) => ({ ...v1, weight: 1 }),
]);
const GoalTagged = defineEvent('GoalTagged', z.object({ tags: z.array(z.string()), note: z.unknown() }));
const goalEvents = catalogueOf(GoalSet, GoalTagged);
type GoalEvent = EventsOf<readonly [typeof GoalSet, typeof GoalTagged]>;

interface GoalRow {
  readonly stream: string;
  readonly owner: string;
  readonly goal: string;
  readonly weight: number;
  readonly on: string;
  readonly tags: readonly string[];
  readonly notes: readonly unknown[];
  readonly version: number;
}

export const goalsSql = `
create table goals (
  stream text primary key, owner text not null, goal text not null default 'none', weight integer not null check (weight > 0),
  "on" date not null, tags text[] not null, notes json not null, version integer not null,
  constraint one_of_an_owner unique (owner));
create index goals_by_weight on goals (weight) where weight > 1;
create table weights (stream text primary key, total integer not null, version integer not null);
create table latest_tags (stream text primary key, tags text[] not null);
create table seen (lane smallint, position bigint, times int not null, primary key (lane, position));`;

function projectGoal(row: GoalRow | undefined, event: GoalEvent, { streamId: stream, streamVersion: version }: RecordedEvent): GoalRow | undefined {
  if (row !== undefined && version <= row.version) return row;
  switch (event.type) {
    case 'GoalSet':
      return { tags: [], notes: [], ...row, stream, ...event.data, version };
    case 'GoalTagged':
      return row && { ...row, tags: [...event.data.tags, ...row.tags].slice(0, 5), notes: [...row.notes, event.data.note].slice(-3), version };
  }
}

const goals = foldedTable<GoalEvent, GoalRow>({
  name: 'goals',
  columns: { stream: 'text', owner: 'text', goal: 'text', weight: 'integer', on: 'date', tags: 'text[]', notes: 'json', version: 'integer' },
  key: ['stream'],
  version: 'version',
  change: (event, stored) => ({ key: [stored.streamId], next: (row) => projectGoal(row, event, stored) }),
});

/** Short rows, which stay in hand where long ones make room. */
const weights = foldedTable<GoalEvent, { readonly stream: string; readonly total: number; readonly version: number }>({
  name: 'weights',
  columns: { stream: 'text', total: 'integer', version: 'integer' },
  key: ['stream'],
  version: 'version',
  change({ type, data }, { streamId: stream, streamVersion: version }) {
    if (type !== 'GoalSet') return undefined;
    return { key: [stream], next: (row) => (row !== undefined && version <= row.version ? row : { stream, total: (row?.total ?? 0) + data.weight, version }) };
  },
});

/** Written whole by each event, whatever was there before. */
const latestTags = foldedTable<GoalEvent, { readonly stream: string; readonly tags: readonly string[] }>({
  name: 'latest_tags',
  columns: { stream: 'text', tags: 'text[]' },
  key: ['stream'],
  change: ({ type, data }, { streamId: stream }) => (type === 'GoalTagged' ? { key: [stream], row: { stream, tags: data.tags } } : undefined),
});

export function goalsProjection(feed: Feed): Projection {
  return foldProjection<GoalEvent>({ name: 'goals', feed, catalogue: goalEvents, tables: [goals, weights, latestTags], batchSize: 20 });
}

/** Counts every time that an event was projected, so that twice shows. */
export function seenProjection(feed: Feed): Projection {
  return {
    name: 'seen',
    feed,
    batchSize: 20,
    rebuild: { tables: ['seen'] },
    async project(events, tx) {
      await tx.query(
        `insert into seen (lane, position, times) select lane, position, 1 from unnest($1::smallint[], $2::bigint[]) as e(lane, position)
         on conflict (lane, position) do update set times = seen.times + 1`,
        [events.map((event) => event.lane), events.map((event) => String(event.position))],
      );
    },
  };
}

export async function createGoals(pool: Pool): Promise<void> {
  await pool.query(messagingSql);
  await pool.query(parkingSql);
  await pool.query(rebuildSql);
  await pool.query(goalsSql);
}

/** Every row of the tables as text, in the order of their keys. */
export async function dumpOf(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select line from (
       select 1 as part, stream as first, 0::bigint as second, goals::text as line from goals
       union all select 3, stream, 0, latest_tags::text from latest_tags
       union all select 4, stream, 0, weights::text from weights
       union all select 2, lane::text, position, seen::text from seen) lines order by part, first collate "C", second`,
  );
  return rows.map(({ line }) => line);
}

/** What one step of a random history is: which of a lane's goals, and what happens to it. */
export interface GoalStep {
  readonly goal: number;
  readonly kind: 'set' | 'set-v1' | 'tag' | 'poison';
  readonly text: string;
  readonly weight: number;
}

/** The events of a lane, from its first position on. */
export function historyOf(lane: number, steps: readonly GoalStep[]): RecordedEvent[] {
  const versions = new Map<number, number>();
  return steps.map(({ goal, kind, text, weight }, at) => {
    const streamVersion = (versions.get(goal) ?? 0) + 1;
    versions.set(goal, streamVersion);
    const set = { owner: `owner ${lane}/${goal}`, goal: text, on: `2026-02-${String(1 + (at % 28)).padStart(2, '0')}` };
    const shapes = {
      poison: { type: 'GoalSet', schemaVersion: 2, data: { ...set, weight: 'heavy' } },
      set: { type: 'GoalSet', schemaVersion: 2, data: { ...set, weight } },
      'set-v1': { type: 'GoalSet', schemaVersion: 1, data: set },
      tag: { type: 'GoalTagged', schemaVersion: 1, data: { tags: [text, 'a,"b\\'], note: { [text]: weight, 7: null, a: [text] } } },
    };
    return sampleEvent({ lane, position: BigInt(at + 1), streamId: `goal/${lane}-${goal}`, streamVersion, ...shapes[kind] });
  });
}
