import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import { Inbox, Projector, Rebuilder, rebuildRequests, wantRebuild } from '@rung/messaging';
import { createLogger, type ServiceDatabase } from '@rung/service-kit';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import fc from 'fast-check';
import { Registry } from 'prom-client';

import { openReportingDatabase } from './database.js';
import { by, cycleCreated, levelCodes, matrixPublished, personPlaced, ReviewStory, unitPlaced, type Told } from './organisation.fixture.js';
import { gradeTimesFromInbox } from './migrations/1764000021000-grade-times.js';
import { personsOfOutcomesFromInbox } from './migrations/1764000041000-persons-of-outcomes.js';
import { projectionsOf } from './projections.js';

const logger = createLogger({ level: 'silent', name: 'reporting-test' });
const tables = ['person_relations', 'units', 'cycles', 'published_matrices', 'published_competencies', 'grades', 'grade_explanations', 'competency_outcomes'];
const lanes = 3;
const personOf = (place: number) => `a0000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** One stream after the other, as they would lie in one lane. */
function organisation(): Told[][] {
  const people = Array.from({ length: 24 }, (_, place) => {
    const story = new ReviewStory(personOf(place), `unit-${place % 3}`, { manager: place % 2 === 0 ? by : personOf(place + 1) });
    const grade = levelCodes[place % 3] ?? null;
    const steps = [story.launched(), story.proposed(grade, ['met', place % 2 === 0 ? 'stands' : 'no-opportunity']), story.confirmed(), story.released()];
    return steps.slice(0, 1 + (place % 4));
  });
  const moves = Array.from({ length: 8 }, (_, place) => [
    personPlaced(personOf(place), 'unit-0', null),
    personPlaced(personOf(place), 'unit-1', personOf(place + 1)),
    personPlaced(personOf(place), 'unit-2', personOf(place + 2)),
  ]);
  const units = [0, 1, 2].map((place) => [unitPlaced(`unit-${place}`, 'unit-1'), unitPlaced(`unit-${place}`, place === 0 ? null : 'unit-0')]);
  return [[cycleCreated()], ...people, ...moves, ...units];
}

/** Lays whole streams into lanes, as a log does. */
function inLanes(streams: readonly Told[][], epoch = 'one'): RecordedEvent[][] {
  const heads = Array.from({ length: lanes }, (): RecordedEvent[] => []);
  streams.forEach((tolds, place) => {
    const lane = place % lanes;
    const events = tolds.flatMap((told) => told.events.map((event) => ({ ...event, streamId: told.stream })));
    events.forEach((event, at) => {
      const position = BigInt((heads[lane]?.length ?? 0) + 1);
      const eventId = `e0000000-0000-4000-8000-${String(place * 100 + at).padStart(12, '0')}`;
      heads[lane]?.push({ ...event, eventId, lane, position, streamVersion: at + 1, occurredAt: '2026-11-22T10:00:00Z', epoch });
    });
  });
  return heads;
}

let server: TestDatabase;
let database: ServiceDatabase;
let assessment: Inbox;
let matrix: Inbox;

beforeAll(async () => {
  server = await postgresForTests();
  database = await openReportingDatabase({ url: server.url, logger });
  assessment = new Inbox({ pool: database.pool, topic: topics.assessment });
  matrix = new Inbox({ pool: database.pool, topic: topics.matrix });
});

afterAll(async () => {
  await database?.close();
  await server?.drop();
});

/** Every table, row by row, as text. */
async function allRows(): Promise<Record<string, string[]>> {
  const found = await Promise.all(
    tables.map(async (table): Promise<[string, string[]]> => {
      const { rows } = await database.pool.query<{ row: string }>(`select ${table}::text as row from ${table} order by 1`);
      return [table, rows.map(({ row }) => row)];
    }),
  );
  return Object.fromEntries(found);
}

async function forgetViews(): Promise<void> {
  await database.pool.query(`truncate projection_cursors, parked_streams, ${tables.join(', ')}`);
}

/** Runs every projection from its cursor to the end of the inbox. */
async function project(batchSize: number): Promise<void> {
  const registry = new Registry();
  const projections = projectionsOf({ assessment, matrix }, () => Promise.resolve());
  const projectors = projections.map((projection) => new Projector({ pool: database.pool, projection: { ...projection, batchSize }, registry, logger }));
  await Promise.all(projectors.map((projector) => projector.start()));
  try {
    await eventually(async () => {
      const { rows } = await database.pool.query<{ behind: number; followed: number }>(
        `select count(*) filter (where inbox.position > cursor.position)::int as behind, count(*)::int as followed
         from projection_cursors cursor join inbox_cursors inbox using (lane)
         where inbox.topic = case cursor.projection when 'reporting-matrices' then '${topics.matrix}' else '${topics.assessment}' end`,
      );
      expect(rows[0]).toEqual({ behind: 0, followed: (projections.length - 1) * lanes + 1 });
    });
  } finally {
    await Promise.all(projectors.map((projector) => projector.stop()));
  }
}

/** Takes the lanes in the turns given, then what is left of each, piece by piece, every piece twice. */
async function deliver(all: readonly RecordedEvent[][], turns: readonly number[], pieceSize: number): Promise<void> {
  const left = all.map((events) => [...events]);
  const takePiece = async (lane: number) => {
    const events = left[lane]?.splice(0, pieceSize) ?? [];
    for (const _time of [1, 2]) await assessment.take({ topic: topics.assessment, lane, events });
  };
  for (const lane of turns) await takePiece(lane);
  for (const [lane, events] of left.entries()) while (events.length > 0) await takePiece(lane);
}

async function deliverMatrix(): Promise<void> {
  const [events = []] = inLanes([[matrixPublished()]]);
  await matrix.take({ topic: topics.matrix, lane: 0, events });
}

describe('the projections', () => {
  it('come to the same rows in whatever order the lanes come, however often, and in whatever batches', async () => {
    const all = inLanes(organisation());
    let expected: Record<string, string[]> | undefined;
    const asynchronous = fc.asyncProperty(
      fc.array(fc.nat(lanes - 1), { minLength: 3, maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 30 }),
      async (turns, pieceSize, batchSize) => {
        await database.pool.query('truncate inbox, inbox_cursors');
        await forgetViews();
        await deliver(all, turns, pieceSize);
        await deliverMatrix();
        await project(batchSize);
        const rows = await allRows();
        expected ??= rows;
        expect(rows).toEqual(expected);
      },
    );
    await fc.assert(asynchronous, { numRuns: 8 });
    expect(expected?.['grades']).toHaveLength(24);
    expect(expected?.['competency_outcomes']).toHaveLength(24);
    expect(expected?.['person_relations']?.[0]).toContain('unit-2');
  });

  it('come to the same bytes from the inbox alone, from zero', async () => {
    const before = await allRows();
    await forgetViews();
    expect((await allRows())['grades']).toEqual([]);
    await project(7);
    expect(await allRows()).toEqual(before);
  });

  it('come to the same bytes when they are rebuilt beside the live ones', async () => {
    const before = await allRows();
    const projections = projectionsOf({ assessment, matrix }, () => Promise.resolve());
    const rebuilder = new Rebuilder({ pool: database.pool, projections, build: 'one', registry: new Registry(), logger, limits: { pageEvents: 9 } });
    for (const { name } of projections) await wantRebuild(database.pool, name, 'an operator');
    await rebuilder.start();
    try {
      await eventually(async () => {
        const requests = await rebuildRequests(database.pool, projections.map(({ name }) => name));
        expect(requests.map(({ trouble, outcome }) => trouble ?? outcome)).toEqual(projections.map(() => 'swapped'));
      });
    } finally {
      await rebuilder.stop();
    }
    expect(await allRows()).toEqual(before);
  });

  it('are given by the migration what the rows of an older build did not hold', async () => {
    const before = await allRows();
    await database.pool.query(
      `update grades set manager = null, matrix_id = null, matrix_version = null, proposed_at = null, confirmed_at = null, confirmed_by = null, released_at = null`,
    );
    await database.pool.query('update competency_outcomes set person = null');
    const without = await allRows();
    for (const table of ['grades', 'competency_outcomes']) expect(without[table]).not.toEqual(before[table]);
    await database.pool.query(gradeTimesFromInbox);
    await database.pool.query(personsOfOutcomesFromInbox);
    expect(await allRows()).toEqual(before);
  });

  it('park the one stream that holds an event that cannot be', async () => {
    const { rows } = await database.pool.query<{ position: string }>('select position from inbox_cursors where topic = $1 and lane = 0', [topics.assessment]);
    const position = BigInt(rows[0]?.position ?? 0) + 1n;
    const story = new ReviewStory(personOf(0), 'unit-0'); // a second review of the same person in the same cycle
    const [events = []] = inLanes([[story.launched()]]);
    await assessment.take({ topic: topics.assessment, lane: 0, events: events.map((event) => ({ ...event, position, eventId: story.review })) });
    await project(50);
    const parked = await database.pool.query<{ projection: string; stream_id: string }>('select projection, stream_id from parked_streams');
    expect(parked.rows).toEqual([{ projection: 'reporting-grades', stream_id: `review/${story.review}` }]);
  });
});
