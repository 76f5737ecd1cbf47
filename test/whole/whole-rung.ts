// The services and the console in one application, as in the standalone shape, and a small organisation that has been through a cycle.
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';

import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AssessmentModule, openAssessmentDatabase } from '@rung/assessment';
import { ConsoleModule, openConsoleDatabase } from '@rung/console';
import { topics } from '@rung/contracts';
import { createPostgresEventLog, openGate, type EventLog } from '@rung/event-store';
import { MatrixModule, openMatrixDatabase } from '@rung/matrix';
import { LogTailBus } from '@rung/messaging';
import { openReportingDatabase, ReportingModule } from '@rung/reporting';
import { createLogger, type ServiceDatabase } from '@rung/service-kit';
import { eventually, fakeClock, postgresForTests, serviceForTests, type FakeClock, type ServiceUnderTest, type TestDatabase } from '@rung/testing';
import { MemoryViewCache } from '@rung/view-cache';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';

import { done, openACycle, previewed } from './small-organisation.js';

const everyRole: readonly Role[] = ['api', 'projector', 'worker'];

type Role = 'api' | 'projector' | 'worker';

export interface WholeRung {
  readonly databases: Readonly<Record<'matrix' | 'assessment' | 'reporting', TestDatabase>>;
  readonly logs: Readonly<Record<'matrix' | 'assessment', EventLog>>;
  /** All that was logged. */
  logged(): string;
  readonly service: ServiceUnderTest;
  readonly clock: FakeClock;
  /** `GET /cycles/:cycle`, for each route that the application has, documented or not. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/**
 * @param lanes of each log.
 * @throws whatever a start throws; nothing stays open then.
 */
export async function startWholeRung(roles = everyRole, lanes = 1): Promise<WholeRung> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  const opened = async <Closeable extends { close(): Promise<unknown> }>(one: Closeable): Promise<Closeable> => {
    closing.push(() => one.close());
    return one;
  };
  const databaseOfOurOwn = async (): Promise<TestDatabase> => {
    const database = await postgresForTests();
    closing.push(() => database.drop());
    return database;
  };
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, taken) {
      lines.push(chunk.toString());
      taken();
    },
  });
  const logger = createLogger({ level: 'debug', name: 'whole', destination });
  try {
    const databases = { matrix: await databaseOfOurOwn(), assessment: await databaseOfOurOwn(), reporting: await databaseOfOurOwn() };
    const clock = fakeClock(new Date().toISOString());
    const registry = new Registry();
    const ofMatrix = await opened(await openMatrixDatabase({ url: databases.matrix.url, lanes, logger }));
    const ofAssessment = await opened(await openAssessmentDatabase({ url: databases.assessment.url, lanes, logger }));
    const ofReporting = await opened(await openReportingDatabase({ url: databases.reporting.url, logger }));
    for (const { pool } of [ofMatrix, ofAssessment]) await openGate(pool);
    const matrixLog = await opened(await createPostgresEventLog({ pool: ofMatrix.pool, name: 'matrix', registry, logger }));
    const assessmentLog = await opened(await createPostgresEventLog({ pool: ofAssessment.pool, name: 'assessment', registry, logger }));
    const bus = await opened(new LogTailBus(new Map([[topics.matrix, matrixLog], [topics.assessment, assessmentLog]]), { logger }));
    const cache = await opened(new MemoryViewCache({ name: 'grades', registry }));
    const routes: string[] = [];
    const modules = [
      recording(routes),
      MatrixModule.with({ database: ofMatrix, log: matrixLog, bus, roles }),
      AssessmentModule.with({ database: ofAssessment, log: assessmentLog, bus, roles, keyEncryptionKey: randomBytes(32), openingIntervalMs: 100 }),
      ReportingModule.with({ database: ofReporting, bus, cache, roles }),
    ];
    modules.push(await consoleAlone(await opened(await openConsoleDatabase({ url: (await databaseOfOurOwn()).url, logger }))));
    const service = await opened(await serviceForTests(modules, { registry, logger, clock }));
    return { service, clock, routes, databases, logs: { matrix: matrixLog, assessment: assessmentLog }, logged: () => lines.join(''), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The console without a page, and with nobody who answers behind it. */
function consoleAlone(database: ServiceDatabase): Promise<DynamicModule> {
  const nobody = 'http://127.0.0.1:9';
  return ConsoleModule.with({
    database,
    publicUrl: 'http://127.0.0.1:7400',
    provider: { issuer: nobody, clientId: 'rung-console', scope: 'openid' },
    services: { matrix: nobody, assessment: nobody, reporting: nobody },
    sessionSecret: randomBytes(32),
  });
}

/** Writes down every route as it is registered: those of controllers, and those that no document tells of. */
function recording(routes: string[]): DynamicModule {
  @Injectable()
  class RouteRecorder {
    constructor(host: HttpAdapterHost) {
      const instance = host.httpAdapter.getInstance<FastifyInstance>();
      instance.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
      });
    }
  }
  @Module({})
  class Recording {}
  return { module: Recording, providers: [RouteRecorder] };
}

export interface Places {
  readonly cycle: string;
  /** An import that nobody has accepted. */
  readonly imported: string;
  /** What Pat was asked about Bob. */
  readonly assessment: string;
}

/**
 * @param whileOpen what happens before the phases end.
 * @returns where everything is, once the cycle is in calibration and Bob's grade proposed.
 */
export async function throughACycle(service: ServiceUnderTest, whileOpen: (assessment: string) => Promise<void> = async () => undefined): Promise<Places> {
  const hr = service.as('hr', 'hr');
  const cycle = await openACycle(service);
  await eventually(async () => done(await hr('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'peer', rater: 'pat' } })));
  done(await hr('POST', `/cycles/${cycle}/phases/self/end`));
  const assessment = await eventually(async () => {
    const { tasks } = done(await service.as('pat')('GET', `/tasks?cycle=${cycle}`)).body as { tasks: { assessment: string }[] };
    if (tasks[0] === undefined) throw new Error('Pat has nothing to answer yet');
    return tasks[0].assessment;
  });
  await whileOpen(assessment);
  for (const phase of ['peer', 'manager']) done(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
  await eventually(async () => done(await hr('GET', `/grades/bob?cycle=${cycle}`)));
  return { cycle, imported: done(await previewed(service)).body.id, assessment };
}
