// Every view that can be made anew is made anew, from what its service has itself, and comes to the same bytes.
import { afterEach, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import type { Release } from '@rung/contracts/schemas';
import { laneOf } from '@rung/event-store';
import { eventually } from '@rung/testing';

import { currentFolder, readPublished, releases } from '../contracts/contract-files.js';
import { startWholeRung, throughACycle, type WholeRung } from './whole-rung.js';

const services = ['matrix', 'assessment', 'reporting'] as const;
/** Kept by those who project and rebuild, about themselves. */
const bookkeeping = ['projection_rebuilds', 'relay_leases', 'migrations'];
/** Of each log: what lies in different ones comes in any order. */
const lanes = 4;
/** Every projection but those that hold what no event says. */
const rebuildable = [
  'matrix grid',
  'matrix history',
  'matrix migrations',
  'matrix affected',
  ...['matrices', 'cycle-progress', 'participants', 'assessment-form', 'evidence', 'tasks'].map((name) => `assessment ${name}`),
  ...['relations', 'cycles', 'matrices', 'grades', 'heatmap'].map((name) => `reporting reporting-${name}`),
];
const patience = { timeoutMs: 120_000 };

let rung: WholeRung;
afterEach(() => rung?.close());

/** When a stream was parked is told anew with the table. */
const columns: Readonly<Record<string, string>> = { parked_streams: 'projection, stream_id, lane, position, error' };

/** A projector opens a lane of which nothing has come when it gets there. */
const conditions: Readonly<Record<string, string>> = { projection_cursors: 'where position > 0' };

/** Every table of every service, row by row, as text. */
async function allRows(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const service of services) {
    const { pool } = rung.databases[service];
    const { rows } = await pool.query<{ table: string }>(`select tablename as table from pg_tables where schemaname = current_schema() order by 1`);
    for (const { table } of rows.filter((row) => !bookkeeping.includes(row.table))) {
      const { rows: lines } = await pool.query<{ line: string }>(`select row(${columns[table] ?? `"${table}".*`})::text as line from "${table}" ${conditions[table] ?? ''} order by 1`);
      found[`${service}.${table}`] = lines.map(({ line }) => line);
    }
  }
  return found;
}

/** The rows once every projection is where its log ends. */
async function settledRows(): Promise<Record<string, string[]>> {
  await eventually(async () => {
    const heads: Readonly<Record<string, readonly bigint[]>> = { [topics.matrix]: await rung.logs.matrix.heads(), [topics.assessment]: await rung.logs.assessment.heads() };
    for (const service of services) {
      const { rows } = await rung.databases[service].pool.query<{ projection: string; feed: string; lane: number; position: string }>(
        'select projection, feed, lane, position from projection_cursors where feed is not null',
      );
      const feeds = new Map(rows.map(({ projection, feed }) => [projection, feed]));
      expect([...feeds.keys()].map((name) => `${service} ${name}`)).toEqual(expect.arrayContaining(rebuildable.filter((name) => name.startsWith(`${service} `))));
      const due = [...feeds].flatMap(([projection, feed]) => heads[feed]?.flatMap((head, lane) => (head === 0n ? [] : [`${projection}/${lane} ${head}`])));
      expect(rows.map(({ projection, lane, position }) => `${projection}/${lane} ${position}`)).toEqual(expect.arrayContaining(due));
    }
  }, patience);
  return allRows();
}

interface Standing {
  readonly projection: string;
  readonly impossible: string | null;
  readonly state: string;
  readonly trouble: string | null;
}

/** @returns the names of the projections that were made anew. */
async function rebuildAll(): Promise<string[]> {
  const operator = rung.service.as('otto', 'operator');
  const standings = async (service: string) => (await operator('GET', `/operator/${service}/rebuilds`)).body.rebuilds as Standing[];
  const rebuilt: string[] = [];
  for (const service of services) {
    const possible = (await standings(service)).filter(({ impossible }) => impossible === null).map(({ projection }) => projection);
    for (const projection of possible) expect((await operator('POST', `/operator/${service}/rebuilds/${projection}`)).status).toBe(202);
    await eventually(async () => {
      const asked = (await standings(service)).filter(({ projection }) => possible.includes(projection));
      expect(asked.map(({ projection, state, trouble }) => ({ projection, state, trouble }))).toEqual(
        possible.map((projection) => ({ projection, state: 'swapped', trouble: null })),
      );
    }, patience);
    rebuilt.push(...possible.map((projection) => `${service} ${projection}`));
  }
  return rebuilt;
}

type Told = Pick<Release, 'samples'>;

/** The streams of what was told once, as far as there are samples of them, one release after the other. */
async function appendSamples(told: readonly Told[], lane?: number): Promise<void> {
  const versions = new Map<string, number>();
  const inOrder = told.flatMap(({ samples }) => samples.toSorted((a, b) => Number(a.headers['ce_position']) - Number(b.headers['ce_position'])));
  for (const { topic, key, headers, value } of inOrder.filter((sample) => lane === undefined || laneOf(sample.key, lanes) === lane)) {
    const expectedVersion = versions.get(key) ?? 0;
    const event = { type: headers['ce_type'] ?? '', schemaVersion: Number(headers['ce_schemaversion']), data: value, metadata: {}, occurredAt: headers['ce_time'] };
    await rung.logs[topic === topics.matrix ? 'matrix' : 'assessment'].append({ streamId: key, expectedVersion, events: [event] });
    versions.set(key, expectedVersion + 1);
  }
}

/** What is parked, by projection. */
const parkedIn = (rows: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(services.map((service) => [service, rows[`${service}.parked_streams`] ?? []]).filter(([, parked]) => parked?.length !== 0));

/** Their last column is the id of the event that a sealed text is bound to. */
const boundToEvents = ['assessment.evidence_pieces', 'assessment.participants'];

/** Without the ids of events, which are other ones in each log. */
function withoutEventIds(rows: Record<string, string[]>): Record<string, string[]> {
  const kept = Object.entries(rows).filter(([table]) => !table.endsWith('.inbox'));
  return Object.fromEntries(kept.map(([table, lines]) => [table, boundToEvents.includes(table) ? lines.map((line) => line.replace(/,[^,]+\)$/, '')) : lines]));
}

describe('the views of all services', () => {
  it('come to the same bytes after a cycle, its lanes followed one after the other', async () => {
    rung = await startWholeRung(undefined, lanes);
    await throughACycle(rung.service);
    const live = await settledRows();
    expect(live['reporting.grade_explanations']).toHaveLength(1);
    expect(parkedIn(live)).toEqual({});
    expect(await rebuildAll()).toEqual(rebuildable);
    expect(await settledRows()).toEqual(live);
  }, 300_000);

  it('come to the same bytes from every event of every version that was ever released, in whatever order its lanes are followed', async () => {
    const told = [...releases(), readPublished(currentFolder, 'current')];
    rung = await startWholeRung(['api', 'projector'], lanes); // nobody reacts to what others did once
    await appendSamples(told);
    const live = await settledRows();
    expect(parkedIn(live)).toEqual({});
    expect(await rebuildAll()).toEqual(rebuildable);
    expect(await settledRows()).toEqual(live);
    await rung.close();
    rung = await startWholeRung(['api', 'projector'], lanes);
    for (let lane = lanes - 1; lane >= 0; lane -= 1) {
      await appendSamples(told, lane);
      await settledRows();
    }
    expect(withoutEventIds(await settledRows())).toEqual(withoutEventIds(live));
  }, 300_000);
});
