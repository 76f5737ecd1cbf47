// Every view that can be made anew is made anew, from what its service has itself, and comes to the same bytes.
import { afterEach, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import type { Release } from '@rung/contracts/schemas';
import { laneOf } from '@rung/event-store';
import type pg from 'pg';

import { currentFolder, readPublished, releases } from '../contracts/contract-files.js';
import { rebuildable, rebuildAll, services, settledRows, type Asked, type Rows, type ServiceName } from './views-anew.js';
import { startWholeRung, throughACycle, type WholeRung } from './whole-rung.js';

/** Of each log: what lies in different ones comes in any order. */
const lanes = 4;

let rung: WholeRung;
afterEach(() => rung?.close());

const views = (): Asked => ({
  ask: async <Row extends object>(service: ServiceName, sql: string) => (await rung.databases[service].pool.query<Row & pg.QueryResultRow>(sql)).rows,
  operator: rung.service.as('otto', 'operator'),
});

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
const parkedIn = (rows: Rows): Record<string, string[]> =>
  Object.fromEntries(services.map((service) => [service, rows[`${service}.parked_streams`] ?? []]).filter(([, parked]) => parked?.length !== 0));

/** Their last column is the id of the event that a sealed text is bound to. */
const boundToEvents = ['assessment.evidence_pieces', 'assessment.participants'];

/** Without the ids of events, which are other ones in each log. */
function withoutEventIds(rows: Rows): Record<string, string[]> {
  const kept = Object.entries(rows).filter(([table]) => !table.endsWith('.inbox'));
  return Object.fromEntries(kept.map(([table, lines]) => [table, boundToEvents.includes(table) ? lines.map((line) => line.replace(/,[^,]+\)$/, '')) : lines]));
}

describe('the views of all services', () => {
  it('come to the same bytes after a cycle, its lanes followed one after the other', async () => {
    rung = await startWholeRung(undefined, lanes);
    await throughACycle(rung.service);
    const live = await settledRows(views());
    expect(live['reporting.grade_explanations']).toHaveLength(1);
    expect(parkedIn(live)).toEqual({});
    expect(await rebuildAll(views())).toEqual(rebuildable);
    expect(await settledRows(views())).toEqual(live);
  }, 300_000);

  it('come to the same bytes from every event of every version that was ever released, in whatever order its lanes are followed', async () => {
    const told = [...releases(), readPublished(currentFolder, 'current')];
    rung = await startWholeRung(['api', 'projector'], lanes); // nobody reacts to what others did once
    await appendSamples(told);
    const live = await settledRows(views());
    expect(parkedIn(live)).toEqual({});
    expect(await rebuildAll(views())).toEqual(rebuildable);
    expect(await settledRows(views())).toEqual(live);
    await rung.close();
    rung = await startWholeRung(['api', 'projector'], lanes);
    for (let lane = lanes - 1; lane >= 0; lane -= 1) {
      await appendSamples(told, lane);
      await settledRows(views());
    }
    expect(withoutEventIds(await settledRows(views()))).toEqual(withoutEventIds(live));
  }, 300_000);
});
