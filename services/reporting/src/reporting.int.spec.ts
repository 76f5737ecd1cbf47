import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { startRedis, type RunningRedis } from '@rung/local-servers';
import { LogTailBus } from '@rung/messaging';
import { createLogger, personIdOf, type ServiceDatabase } from '@rung/service-kit';
import {
  eventually,
  postgresForTests,
  serviceForTests,
  testPersonIdSecret,
  type Caller,
  type ServiceUnderTest,
  type TestDatabase,
} from '@rung/testing';
import { RedisViewCache } from '@rung/view-cache';
import { Registry } from 'prom-client';

import { openReportingDatabase } from './database.js';
import { cycle, cycleCreated, days, matrixPublished, personPlaced, ReviewStory, tell, unitPlaced } from './organisation.fixture.js';
import { ReportingModule } from './reporting.module.js';

const logger = createLogger({ level: 'error', name: 'reporting-test' });
const idOf = (key: string) => personIdOf(testPersonIdSecret, key);

let servers: TestDatabase[];
let redis: RunningRedis;
let redisDir: string;
let assessment: EventLog;
let matrix: EventLog;
let database: ServiceDatabase;
let cache: RedisViewCache;
let service: ServiceUnderTest;
let hr: Caller;

async function logOn(server: TestDatabase): Promise<EventLog> {
  await server.pool.query(eventLogSql({ lanes: 2 }));
  return createPostgresEventLog({ pool: server.pool, logger });
}

beforeAll(async () => {
  servers = await Promise.all([postgresForTests(), postgresForTests(), postgresForTests()]);
  const [ofAssessment, ofMatrix, ofReporting] = servers as [TestDatabase, TestDatabase, TestDatabase];
  assessment = await logOn(ofAssessment);
  matrix = await logOn(ofMatrix);
  redisDir = await mkdtemp(join(tmpdir(), 'rung-reporting-'));
  redis = await startRedis({ dir: redisDir }); // of its own, to be killed
  database = await openReportingDatabase({ url: ofReporting.url, logger });
  const registry = new Registry();
  cache = new RedisViewCache({ url: redis.url, name: 'grades', registry, logger });
  const bus = new LogTailBus(new Map([[topics.assessment, assessment], [topics.matrix, matrix]]));
  const roles = ['api', 'projector'] as const;
  service = await serviceForTests([ReportingModule.with({ database, bus, cache, roles })], { logger, registry });
  hr = service.as('helen', 'hr');
  await tell(matrix, matrixPublished());
  await tell(
    assessment,
    cycleCreated(),
    unitPlaced('bakery', null),
    unitPlaced('ovens', 'bakery'),
    personPlaced(idOf('director'), 'bakery', null),
    personPlaced(idOf('manager'), 'ovens', idOf('director')),
    personPlaced(idOf('ann'), 'ovens', idOf('manager')),
    personPlaced(idOf('ben'), 'ovens', idOf('manager')),
  );
});

afterAll(async () => {
  await service?.close();
  await cache?.close();
  await assessment?.close();
  await matrix?.close();
  await database?.close();
  await redis?.stop();
  await rm(redisDir, { recursive: true, force: true });
  await Promise.all((servers ?? []).map((server) => server.drop()));
});

const gradeOf = (key: string, atLeast?: number) => `/grades/${key}?cycle=${cycle}${atLeast === undefined ? '' : `&atLeast=${atLeast}`}`;
const about = ({ body: { correlationId: _correlationId, ...rest } }: { body: Record<string, unknown> }) => rest;

describe('a grade', () => {
  const story = new ReviewStory(idOf('ann'), 'ovens');

  it('is nobody\'s to see before there is a proposal', async () => {
    const version = await tell(assessment, story.launched());
    expect(version).toBe(1);
    await eventually(async () => expect((await database.pool.query('select from grades')).rowCount).toBe(1));
    for (const caller of [hr, service.as('manager'), service.as('ann')]) expect((await caller('GET', gradeOf('ann'))).status).toBe(404);
  });

  it('is seen by HR and the managers above once it is proposed, and answers in the version that is asked for', async () => {
    const version = await tell(assessment, story.proposed('baker'));
    const answer = await hr('GET', gradeOf('ann', version));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toMatch(new RegExp(`^"[\\w-]{12}-${version}"$`));
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body).toMatchObject({
      person: idOf('ann'),
      cycle,
      state: 'proposed',
      grade: { code: 'baker', name: 'Baker' },
      currentLevel: { code: 'apprentice', name: 'Apprentice' },
      targetLevel: { code: 'baker', name: 'Baker' },
      version,
    });
    expect(answer.body.explanation.gates).toHaveLength(2);
    for (const key of ['manager', 'director']) {
      expect((await service.as(key)('GET', gradeOf('ann'))).body).toEqual(answer.body);
    }
    expect((await hr('GET', gradeOf(idOf('ann')))).body).toEqual(answer.body);
  });

  it('answers the person before the release exactly as if there were none', async () => {
    const unreleased = await service.as('ann')('GET', gradeOf('ann'));
    const none = await service.as('ben')('GET', gradeOf('ben'));
    expect([unreleased.status, none.status]).toEqual([404, 404]);
    expect(about(unreleased)).toEqual(about(none));
    const [late, never] = await Promise.all([service.as('ann')('GET', gradeOf('ann', 1)), service.as('ben')('GET', gradeOf('ben', 1))]);
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1']);
    expect(about(late)).toEqual(about(never));
    expect(late.body).toMatchObject({ code: 'view-behind', version: 0 });
  });

  it('answers a colleague, and a manager of others, exactly as if there were none', async () => {
    const none = await service.as('ben')('GET', gradeOf('ben'));
    for (const key of ['ben', 'stranger']) {
      const answer = await service.as(key)('GET', gradeOf('ann', 99));
      expect([answer.status, about(answer)]).toEqual([404, about(none)]);
    }
    expect((await service.as('ann')('GET', gradeOf('manager'))).status).toBe(404);
  });

  it('is the person\'s to see once it is released', async () => {
    await tell(assessment, story.confirmed());
    const version = await tell(assessment, story.released());
    const answer = await service.as('ann')('GET', gradeOf('ann', version));
    expect(answer.body).toMatchObject({ state: 'released', grade: { code: 'baker' }, version: 4, matrix: { id: 'bakers', version: 1 }, proposedAt: days.proposed, confirmedAt: days.confirmed, confirmedBy: 'other', releasedAt: days.released });
  });

  it('is called as the matrix does where it was calibrated to a level that the proposal does not speak of, once the matrix is there', async () => {
    const calibrated = new ReviewStory(idOf('eva'), 'ovens', { cycle: 'c0000000-0000-4000-8000-000000000004' });
    const address = `/grades/eva?cycle=c0000000-0000-4000-8000-000000000004`;
    const { rows } = await database.pool.query('delete from published_matrices returning *');
    const version = await tell(assessment, calibrated.launched(), calibrated.proposed('baker'), calibrated.confirmed('master'), calibrated.released());
    await eventually(async () => {
      const { status, body } = await hr('GET', `${address}&atLeast=${version}`);
      expect([status, body.code, body.detail]).toEqual([503, 'unavailable', expect.stringContaining('matrix')]);
    });
    await database.pool.query('insert into published_matrices select * from json_populate_recordset(null::published_matrices, $1)', [JSON.stringify(rows)]);
    const told = { grade: { code: 'master', name: 'Master baker' }, calibration: { from: { code: 'baker', name: 'Baker' } }, confirmedBy: 'calibration' };
    for (const as of [hr, service.as('eva')]) expect((await as('GET', address)).body).toMatchObject(told);
  });

  describe('without a cycle', () => {
    const spring = 'c0000000-0000-4000-8000-000000000002';
    const winter = 'c0000000-0000-4000-8000-000000000003';
    const ofSpring = new ReviewStory(idOf('ann'), 'ovens', { cycle: spring, days: { proposed: '2026-05-01T10:00:00.000Z', confirmed: '2026-05-02T10:00:00.000Z', released: '2026-05-03T10:00:00.000Z' } });
    const ofWinter = new ReviewStory(idOf('ann'), 'ovens', { cycle: winter, days: { proposed: '2026-12-01T10:00:00.000Z', confirmed: '2026-12-02T10:00:00.000Z', released: '2026-12-03T10:00:00.000Z' } });
    const latestOf = async (as: Caller, key = 'ann') => {
      const { status, body: answer } = await as('GET', `/grades/${key}`);
      return status === 200 ? answer.cycle : status;
    };

    it('is the one that was released last, in whatever order the reviews came', async () => {
      const version = await tell(assessment, ofSpring.launched(), ofSpring.proposed('apprentice'), ofSpring.confirmed(), ofSpring.released());
      await eventually(async () => expect((await hr('GET', `/grades/ann?cycle=${spring}`)).body.version).toBe(version));
      for (const caller of [hr, service.as('manager'), service.as('ann')]) expect(await latestOf(caller)).toBe(cycle);
    });

    it('is a proposal only where nothing was released, and never to the person', async () => {
      const version = await tell(assessment, ofWinter.launched(), ofWinter.proposed('master'));
      await eventually(async () => expect((await hr('GET', `/grades/ann?cycle=${winter}`)).body.version).toBe(version));
      expect([await latestOf(hr), await latestOf(service.as('ann'))]).toEqual([cycle, cycle]);
      const dan = new ReviewStory(idOf('dan'), 'ovens', { cycle: winter });
      await tell(assessment, personPlaced(idOf('dan'), 'ovens', idOf('manager')), dan.launched(), dan.proposed('baker'));
      await eventually(async () => expect(await latestOf(service.as('manager'), 'dan')).toBe(winter));
      expect([await latestOf(service.as('dan'), 'dan'), await latestOf(service.as('ben'), 'ann'), await latestOf(service.as('ben'), 'ben')]).toEqual([404, 404, 404]);
    });

    it('is of the review that comes to be released after it', async () => {
      const version = await tell(assessment, ofWinter.confirmed(), ofWinter.released());
      await eventually(async () => expect((await hr('GET', `/grades/ann?cycle=${winter}`)).body.version).toBe(version));
      expect([await latestOf(hr), await latestOf(service.as('ann'))]).toEqual([winter, winter]);
    });
  });

  it('says nothing but "unchanged" to who has this version', async () => {
    const etag = (await hr('GET', gradeOf('ann'))).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"1", ${etag}`, '*']) {
      const answer = await hr('GET', gradeOf('ann'), { headers: { 'if-none-match': known } });
      expect([known, answer.status, answer.body, answer.headers.get('etag')]).toEqual([known, 304, '', etag]);
    }
    for (const known of ['"4"', etag.replace('-4"', '-3"')]) {
      expect((await hr('GET', gradeOf('ann'), { headers: { 'if-none-match': known } })).status).toBe(200);
    }
  });

  it('is refused in words to who asks for a version of no cycle, for no cycle or for no version', async () => {
    for (const path of ['/grades/ann?atLeast=4', '/grades/ann?cycle=autumn', gradeOf('ann').concat('&atLeast=soon')]) {
      expect(about(await hr('GET', path))).toMatchObject({ status: 400, code: 'invalid-request' });
    }
    const behind = await hr('GET', gradeOf('ann', 5));
    expect([behind.status, behind.body.version, behind.body.atLeast]).toEqual([503, 4, 5]);
  });

  it('is put into the cache when it changes, and read from there', async () => {
    const ben = new ReviewStory(idOf('ben'), 'ovens');
    const version = await tell(assessment, ben.launched(), ben.proposed(null));
    const counted = async (result: string) => {
      const { values } = (await service.registry.getSingleMetric('rung_cache_requests_total')?.get()) ?? { values: [] };
      return values.find(({ labels }) => labels['result'] === result)?.value ?? 0;
    };
    await eventually(async () => expect((await database.pool.query(`select from grades where state = 'proposed' and review = $1`, [ben.review])).rowCount).toBe(1));
    await eventually(async () => {
      const misses = await counted('miss');
      expect((await hr('GET', gradeOf('ben', version))).body).toMatchObject({ grade: null, version });
      expect(await counted('miss')).toBe(misses);
    });
    expect(await counted('hit')).toBeGreaterThan(0);
  });

  it('is not served from what was cached of an old table, nor called unchanged, though its version is the same', async () => {
    const old = await hr('GET', gradeOf('ben'));
    expect(old.body).toMatchObject({ grade: null });
    // as a swap does, after a projector of another build has come to another grade
    await database.pool.query(
      `create table made (like grades including all); insert into made select * from grades;
       update made set grade = 'baker' where grade is null and state = 'proposed'; drop table grades; alter table made rename to grades;`,
    );
    const made = await hr('GET', gradeOf('ben'), { headers: { 'if-none-match': old.headers.get('etag') ?? '' } });
    expect(made).toMatchObject({ status: 200, body: { grade: { code: 'baker' }, version: old.body.version } });
    await database.pool.query(`update grades set grade = null where state = 'proposed' and grade = 'baker'`);
  });

  it('is served from the tables when Redis is killed, as it is and to whom it may', async () => {
    process.kill(redis.pid, 'SIGKILL');
    await redis.exited;
    expect((await hr('GET', gradeOf('ann'))).body).toMatchObject({ state: 'released', version: 4 });
    expect((await service.as('ben')('GET', gradeOf('ben'))).status).toBe(404);
    const carla = new ReviewStory(idOf('carla'), 'ovens');
    const version = await tell(assessment, carla.launched(), carla.proposed('master'));
    expect((await hr('GET', gradeOf('carla', version))).body).toMatchObject({ grade: { code: 'master', name: 'Master baker' } });
  });
});

describe('the reports', () => {
  const report = (name: string, query = '') => `/reports/${name}?cycle=${cycle}${query}`;
  const few = 'fewer than 5 people';

  it.each(['distribution', 'heatmap'])('of the %s are for HR alone', async (name) => {
    for (const caller of [service.as('director'), service.as('ann', 'analyst', 'operator', 'matrix-editor')]) {
      expect(about(await caller('GET', report(name)))).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it.each(['distribution', 'heatmap'])('of the %s know what is not there, and what is no question', async (name) => {
    const unknown = [report(name, '&unit=attic'), `/reports/${name}?cycle=c0000000-0000-4000-8000-000000000009`];
    for (const path of unknown) expect(about(await hr('GET', path))).toMatchObject({ status: 404, code: 'not-found' });
    for (const path of [`/reports/${name}`, report(name, '&unit=..%20')]) expect((await hr('GET', path)).status).toBe(400);
  });

  it('tell nothing of fewer than five', async () => {
    const shop = ['dora', 'emil', 'fay', 'gus', 'hal'].map((key) => new ReviewStory(idOf(key), 'shop'));
    await tell(assessment, unitPlaced('shop', 'bakery'), ...shop.flatMap((story) => [story.launched(), story.proposed('baker', ['met', 'stands'])]));
    await eventually(async () => expect((await hr('GET', report('distribution'))).body.people).toBe(8));
    const [ovens, shopAlone, bakery] = await Promise.all(
      ['ovens', 'shop', 'bakery'].map(async (unit) => (await hr('GET', report('distribution', `&unit=${unit}`))).body),
    );
    expect(ovens).toMatchObject({ cycle, unit: 'ovens', people: null, grades: null, hidden: few });
    expect(shopAlone).toMatchObject({ people: null, grades: null, hidden: 'would tell of fewer than 5 people by subtraction' });
    expect(bakery.parts).toEqual([
      { unit: 'ovens', includes: 'all-below', people: null, hidden: few },
      { unit: 'shop', includes: 'all-below', people: null, hidden: 'would tell of fewer than 5 people by subtraction' },
    ]);
    expect(bakery.grades).toEqual([
      { level: null, people: 1 },
      { level: { code: 'apprentice', name: 'Apprentice' }, people: 0 },
      { level: { code: 'baker', name: 'Baker' }, people: 6 },
      { level: { code: 'master', name: 'Master baker' }, people: 1 },
    ]);
  });

  it('show where which competencies are met', async () => {
    const ovens = ['ida', 'jon'].map((key) => new ReviewStory(idOf(key), 'ovens'));
    await tell(assessment, ...ovens.flatMap((story) => [story.launched(), story.proposed('baker', ['missed', 'met'])]));
    await eventually(async () => expect((await hr('GET', report('heatmap', '&unit=bakery'))).body.rows[0].cells[0].people).toBe(5));
    const { body } = await hr('GET', report('heatmap', '&unit=bakery'));
    expect(body.columns).toEqual([
      { unit: 'ovens', includes: 'all-below' },
      { unit: 'shop', includes: 'all-below' },
    ]);
    expect(body.rows).toEqual([
      { competency: 'kneading', group: 'hard', title: { ru: 'умение: kneading', en: 'skill: kneading' }, cells: [{ people: 5, met: 0.6 }, { people: 5, met: 1 }] },
      { competency: 'baking', group: 'hard', title: { ru: 'умение: baking', en: 'skill: baking' }, cells: [{ people: 5, met: 0.4 }, { people: 5, met: 1 }] },
    ]);
  });

  it("leave HR's own grade out until it is released, so that nobody gets it by what is left", async () => {
    const people = async (as: string) => (await service.as(as, 'hr')('GET', report('distribution'))).body.people;
    expect([await people('helen'), await people('ida'), await people('ann')]).toEqual([10, 9, 10]);
    const ofOvens = async (as: string) => (await service.as(as, 'hr')('GET', report('heatmap', '&unit=bakery'))).body.rows[0].cells[0].people;
    expect([await ofOvens('ann'), await ofOvens('ida')]).toEqual([5, null]);
  });

  it("leave HR's own grade out where its review has not come to the grades yet, or nobody knows whose it is", async () => {
    const ofOvens = async (as: string) => (await service.as(as, 'hr')('GET', report('heatmap', '&unit=bakery'))).body.rows[0].cells[0].people;
    const review = 'select review from grades where cycle = $1 and person = $2';
    // as where the stream is parked there, or comes later
    const { rows: late } = await database.pool.query('delete from grades where cycle = $1 and person = $2 returning *', [cycle, idOf('ida')]);
    expect([late.length, await ofOvens('ida'), await ofOvens('ann')]).toEqual([1, null, 5]);
    await database.pool.query('insert into grades select * from json_populate_recordset(null::grades, $1)', [JSON.stringify(late)]);
    // as a row is that an older build makes while this one starts
    await database.pool.query(`update competency_outcomes set person = null where review in (${review})`, [cycle, idOf('ida')]);
    expect([await ofOvens('ida'), await ofOvens('ann')]).toEqual([null, null]);
    await database.pool.query(`update competency_outcomes set person = null where review in (${review})`, [cycle, idOf('ann')]);
    await database.pool.query(`update competency_outcomes set person = $2 where review in (${review})`, [cycle, idOf('ida')]);
    expect(await ofOvens('ida')).toBeNull();
    expect(await ofOvens('ann')).toBe(5);
  });
});

describe('the service', () => {
  it('counts the grades by state, and how far its projections are', async () => {
    const { body } = await hr('GET', '/metrics');
    expect(body).toContain('rung_report_grades{state="released"} 4');
    expect(body).toMatch(/rung_projection_lag_events\{projection="reporting-grades"\} \d/);
  });

  it('describes every answer', async () => {
    const { body } = await hr('GET', '/docs-json');
    const paths = Object.keys(body.paths).filter((path) => /^.(grades|reports)/.test(path));
    expect(paths.sort()).toEqual(['/grades/{person}', '/reports/distribution', '/reports/heatmap']);
    for (const path of paths) {
      const { responses, parameters } = body.paths[path].get;
      expect(Object.keys(responses['200'].content['application/json'].schema)).toHaveLength(1);
      expect(parameters.map(({ name }: { name: string }) => name)).toContain('cycle');
    }
  });
});
