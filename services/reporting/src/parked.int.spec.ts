import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { LogTailBus } from '@rung/messaging';
import { createLogger, personIdOf, type ProcessRole, type Role, type ServiceDatabase } from '@rung/service-kit';
import { eventually, postgresForTests, serviceForTests, testPersonIdSecret, type Caller, type ServiceUnderTest, type TestDatabase } from '@rung/testing';
import { MemoryViewCache } from '@rung/view-cache';
import { Registry } from 'prom-client';

import { openReportingDatabase } from './database.js';
import { cycle, cycleCreated, personPlaced, ReviewStory, tell, unitPlaced } from './organisation.fixture.js';
import { ReportingModule } from './reporting.module.js';

const logger = createLogger({ level: 'silent', name: 'reporting-test' });
const ann = personIdOf(testPersonIdSecret, 'ann');
/** Two reviews of one person in one cycle: the second cannot be. */
const first = new ReviewStory(ann, 'bakery');
const second = new ReviewStory(ann, 'bakery');
const stream = `review/${second.review}`;
const place = `/operator/reporting/parked/reporting-grades/${stream}`;

let servers: TestDatabase[];
let log: EventLog;
let database: ServiceDatabase;
/** One process follows, another one is called. */
let projector: ServiceUnderTest;
let api: ServiceUnderTest;
let operator: Caller;

async function start(roles: readonly ProcessRole[]): Promise<ServiceUnderTest> {
  const registry = new Registry();
  const bus = new LogTailBus(new Map([[topics.assessment, log]]));
  const cache = new MemoryViewCache({ name: 'grades', registry });
  return serviceForTests([ReportingModule.with({ database, bus, cache, roles })], { logger, registry });
}

beforeAll(async () => {
  servers = await Promise.all([postgresForTests(), postgresForTests()]);
  const [ofAssessment, ofReporting] = servers as [TestDatabase, TestDatabase];
  await ofAssessment.pool.query(eventLogSql({ lanes: 1 }));
  log = await createPostgresEventLog({ pool: ofAssessment.pool, logger });
  database = await openReportingDatabase({ url: ofReporting.url, logger });
  projector = await start(['projector']);
  api = await start(['api']);
  operator = api.as('otto', 'operator');
  await tell(log, cycleCreated(), unitPlaced('bakery', null), personPlaced(ann, 'bakery', null));
  await tell(log, first.launched(), second.launched(), second.proposed('baker', ['met', 'met']), second.confirmed(), second.released());
  await eventually(async () => expect((await operator('GET', '/operator/reporting/parked')).body).toMatchObject({ parked: [{ stream }] }));
});
afterAll(async () => {
  await api?.close();
  await projector?.close();
  await log?.close();
  await database?.close();
  await Promise.all((servers ?? []).map((server) => server.drop()));
});

const positionNow = async (): Promise<string> => String((await operator('GET', place)).body.position);

describe('parked streams', () => {
  const others: Role[][] = [[], ['hr'], ['analyst'], ['matrix-editor'], ['hr', 'analyst', 'matrix-editor']];
  it.each(others.map((roles) => ({ roles })))('are nothing for $roles', async ({ roles }) => {
    const caller = api.as('helen', ...roles);
    const body = { position: await positionNow(), reason: 'I say so' };
    const answers = await Promise.all([
      ...[caller('GET', '/operator/reporting/parked'), caller('GET', place), caller('POST', '/operator/reporting/parked/retry', { body: {} })],
      ...[caller('POST', `${place}/retry`), caller('POST', `${place}/skip`, { body })],
    ]);
    expect(answers.map(({ status, body: problem }) => [status, problem.code])).toEqual(answers.map(() => [403, 'forbidden']));
    expect((await fetch(`${api.url}/operator/reporting/parked`)).status).toBe(401);
  });

  it('are listed, page by page, of one projection where it is asked for', async () => {
    const { body } = await operator('GET', '/operator/reporting/parked?limit=1');
    expect(body.parked).toMatchObject([{ projection: 'reporting-grades', stream, lane: 0, error: expect.stringContaining('SQLSTATE 23505') }]);
    expect((await operator('GET', `/operator/reporting/parked?after=${encodeURIComponent(String(body.next))}`)).body).toEqual({ parked: [], next: null });
    expect((await operator('GET', '/operator/reporting/parked?projection=other')).body.parked).toEqual([]);
    expect((await operator('GET', '/operator/reporting/parked?after=x')).body).toMatchObject({ code: 'invalid-request' });
  });

  it('are inspected without a value of what is in the event', async () => {
    const { body } = await operator('GET', place);
    const fields = { review: 'string', cycle: 'string', person: 'string', unit: 'string', targetLevel: 'string' };
    expect(body).toMatchObject({ waiting: 3, event: { type: 'ReviewLaunched', schemaVersion: 1, streamVersion: 1, data: fields } });
    for (const value of [ann, cycle, 'bakery', 'apprentice', 'master']) expect(JSON.stringify(body)).not.toContain(value);
    expect(await operator('GET', place.replace('reporting-grades', 'other'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await operator('GET', `${place}-not`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('stay parked while the cause is there', async () => {
    expect((await operator('POST', `${place}/retry`)).body).toMatchObject({ outcome: 'parked', followed: 0, position: await positionNow() });
    const { body } = await operator('POST', '/operator/reporting/parked/retry', { body: { projection: 'reporting-grades' } });
    expect(body).toMatchObject({ retried: [{ projection: 'reporting-grades', stream, outcome: 'parked' }], next: null });
  });

  it('are passed over with the right position and a reason alone', async () => {
    const position = await positionNow();
    const refused = async (body: object) => (await operator('POST', `${place}/skip`, { body })).body;
    expect(await refused({ position })).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/reason' }] });
    expect(await refused({ position, reason: '  ' })).toMatchObject({ code: 'invalid-request' });
    expect(await refused({ position: String(Number(position) + 1), reason: 'a mistake' })).toMatchObject({ code: 'parked-elsewhere', position });
    expect((await operator('GET', place)).body.decisions).toHaveLength(2);
  });

  it('are told to be parked still, and passed over, also where the event cannot be read', async () => {
    const unreadable = new ReviewStory(personIdOf(testPersonIdSecret, 'bea'), 'bakery');
    await tell(log, unreadable.launched(), { stream: `review/${unreadable.review}`, events: [{ type: 'GradeConfirmed', schemaVersion: 1, data: { review: 'lost' }, metadata: {} }] }, unreadable.proposed('baker'));
    const where = `/operator/reporting/parked/reporting-grades/review/${unreadable.review}`;
    const { position } = (await eventually(async () => {
      const answer = await operator('GET', where);
      expect(answer).toMatchObject({ status: 200, body: { waiting: 1 } });
      return answer;
    })).body;
    expect((await operator('POST', `${where}/retry`)).body).toMatchObject({ outcome: 'parked', followed: 0, position, error: expect.stringContaining('review: invalid_format') });
    expect((await operator('POST', `${where}/skip`, { body: { position, reason: 'written by hand' } })).body).toEqual({ outcome: 'followed', followed: 1 });
  });

  it('are served as if nothing had been, once they were tried again', async () => {
    await database.pool.query('delete from grades where review = $1', [first.review]);
    const key = { headers: { 'idempotency-key': randomUUID() } };
    const { body } = await operator('POST', `${place}/retry`, key);
    expect(body).toEqual({ outcome: 'followed', followed: 4 });
    expect((await operator('POST', `${place}/retry`, key)).body).toEqual(body);
    expect((await operator('POST', `${place}/retry`)).body).toMatchObject({ code: 'stream-not-parked' });
    expect((await api.as('ann')('GET', `/grades/ann?cycle=${cycle}`)).body).toMatchObject({ state: 'released', grade: expect.anything() });
    await eventually(async () => {
      const { body: metrics } = await api.as('anybody')('GET', '/metrics');
      const { body: followed } = await projector.as('anybody')('GET', '/metrics');
      expect(followed).toContain('rung_parked_streams{projection="reporting-grades"} 0');
      expect(metrics).not.toContain('rung_parked_streams');
    });
  });
});
