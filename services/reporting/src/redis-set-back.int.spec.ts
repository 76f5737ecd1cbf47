// Promise 6: Redis never serves an older version after a newer one, be it flushed or restored from a snapshot of before.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { startRedis, type RunningRedis } from '@rung/local-servers';
import { LogTailBus } from '@rung/messaging';
import { createLogger, personIdOf, type ProcessRole, type ServiceDatabase } from '@rung/service-kit';
import { eventually, postgresForTests, serviceForTests, testPersonIdSecret, type ServiceUnderTest, type TestDatabase } from '@rung/testing';
import { RedisViewCache } from '@rung/view-cache';

import { openReportingDatabase } from './database.js';
import { cycle, cycleCreated, matrixPublished, personPlaced, ReviewStory, tell, unitPlaced } from './organisation.fixture.js';
import { ReportingModule } from './reporting.module.js';

const logger = createLogger({ level: 'error', name: 'reporting-test' });
const ann = personIdOf(testPersonIdSecret, 'ann');

let servers: TestDatabase[];
let logs: [EventLog, EventLog];
let redisDir: string;
let redis: RunningRedis;
let database: ServiceDatabase;
const closing: (() => Promise<void>)[] = [];

/** Another process of the service: it has seen no version yet. */
async function start(roles: readonly ProcessRole[]): Promise<ServiceUnderTest> {
  const cache = new RedisViewCache({ url: redis.url, name: 'grades', logger, commandTimeoutMs: 5_000 });
  const bus = new LogTailBus(new Map([[topics.assessment, logs[0]], [topics.matrix, logs[1]]]));
  const service = await serviceForTests([ReportingModule.with({ database, bus, cache, roles })], { logger });
  closing.push(() => service.close(), () => cache.close());
  return service;
}

beforeAll(async () => {
  servers = await Promise.all([postgresForTests(), postgresForTests(), postgresForTests()]);
  const [ofAssessment, ofMatrix, ofReporting] = servers as [TestDatabase, TestDatabase, TestDatabase];
  const logOn = async ({ pool }: TestDatabase) => {
    await pool.query(eventLogSql({ lanes: 1 }));
    return createPostgresEventLog({ pool, logger });
  };
  logs = [await logOn(ofAssessment), await logOn(ofMatrix)];
  redisDir = await mkdtemp(join(tmpdir(), 'rung-set-back-'));
  redis = await startRedis({ dir: redisDir });
  database = await openReportingDatabase({ url: ofReporting.url, logger });
  await tell(logs[1], matrixPublished());
  await tell(logs[0], cycleCreated(), unitPlaced('ovens', null), personPlaced(ann, 'ovens', null));
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await Promise.all((logs ?? []).map((log) => log.close()));
  await database?.close();
  await redis?.stop();
  await rm(redisDir, { recursive: true, force: true });
  await Promise.all((servers ?? []).map((server) => server.drop()));
});

/** What Redis itself says to a command. */
const redisSays = (command: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(redis.port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString());
    });
    socket.once('error', reject);
  });
const keyInRedis = async () => /\{grades:[^\r]*\}:versioned/.exec(await redisSays('KEYS {grades:*versioned'))?.[0] ?? '';
const versionInRedis = async () => /\r\n(\d+)\r\n/.exec(await redisSays(`GETRANGE ${await keyInRedis()} 0 9`))?.[1];
const gradeAt = (service: ServiceUnderTest) => service.as('helen', 'hr')('GET', `/grades/ann?cycle=${cycle}`);

describe('a grade that Redis holds in an older version', () => {
  it('is served in the newer one, by a process that has seen neither, after a restored snapshot and after a flush', async () => {
    const story = new ReviewStory(ann, 'ovens');
    const first = await start(['api', 'projector']);
    const proposed = await tell(logs[0], story.launched(), story.proposed('baker'));
    await eventually(async () => {
      expect((await gradeAt(first)).body.version).toBe(proposed);
      expect(Number(await versionInRedis())).toBe(proposed);
    });
    expect(await redisSays('SAVE')).toContain('OK');

    await tell(logs[0], story.confirmed());
    const released = await tell(logs[0], story.released());
    await eventually(async () => expect(Number(await versionInRedis())).toBe(released));
    process.kill(redis.pid, 'SIGKILL');
    await redis.exited;
    redis = await startRedis({ dir: redisDir, port: redis.port }); // from the snapshot
    expect(Number(await versionInRedis())).toBe(proposed);

    const fresh = await start(['api']);
    for (const service of [fresh, first, fresh]) expect((await gradeAt(service)).body).toMatchObject({ state: 'released', version: released });
    await eventually(async () => {
      expect((await gradeAt(fresh)).body.version).toBe(released);
      expect(Number(await versionInRedis())).toBe(released); // put right by who had to load it
    });
    await redisSays('FLUSHALL');
    for (const service of [fresh, first]) expect((await gradeAt(service)).body).toMatchObject({ state: 'released', version: released });
  });
});
