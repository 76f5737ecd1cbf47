// All of Rung in one process: PostgreSQL beside it, the services and the console in one application on one port.
import { Module } from '@nestjs/common';
import { AssessmentModule, openAssessmentDatabase } from '@rung/assessment';
import { builtPageFolder, ConsoleModule, openConsoleDatabase } from '@rung/console';
import { topics } from '@rung/contracts';
import { createPostgresEventLog, openGate } from '@rung/event-store';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import { MatrixModule, openMatrixDatabase } from '@rung/matrix';
import { LogTailBus } from '@rung/messaging';
import { openReportingDatabase, ReportingModule } from '@rung/reporting';
import { createTokenVerifier, ServiceKitModule, startHttp, type ProcessRole } from '@rung/service-kit';
import { MemoryViewCache } from '@rung/view-cache';
import { Registry } from 'prom-client';
import { join } from 'node:path';

import { issuerKeyIn, secretsIn, sessionSecretOf } from '../data-directory/secrets.js';
import { hr } from '../demo/demo.js';
import { createDevIssuer, type DevIssuer } from '../issuer/dev-issuer.js';
import { isInDirectory } from '../issuer/in-directory.js';
import { IssuerModule } from '../issuer/issuer.module.js';
import { privateKeyIn } from '../issuer/key-file.js';
import { consoleClient, consoleScope } from '../launch/console-client.js';
import type { Running, Start } from '../launch/shape.js';
import { availablePort } from '../launch/ports.js';
import { deathOf } from '../launch/death.js';

const host = '127.0.0.1';
/** Nobody relays: the bus reads the producers' logs itself. */
const roles: readonly ProcessRole[] = ['api', 'projector', 'worker'];
/** A laptop's log has one lane. */
const lanes = 1;

/** @throws PortTaken, MissingServer, ServerFailed, DataDirectoryInUse; whatever a migration throws. */
export async function startStandalone(start: Start): Promise<Running> {
  const { directory, environment, people, logger, tell, teardown } = start;
  const port = await availablePort(start.port);
  const url = `http://${host}:${port}`;
  await directory.sayWhere(url);
  const secrets = await secretsIn(directory.path);
  const { personIdSecret, keyEncryptionKey } = secrets;
  const privateKey = await privateKeyIn(issuerKeyIn(directory.path));
  const client = consoleClient(url);
  const devIssuer: DevIssuer = await createDevIssuer({
    issuer: `${url}/issuer`,
    environment: environment.nodeEnv,
    people,
    privateKey,
    client,
    isInDirectory: async (key) => isInDirectory(url, (await devIssuer.issueToken(hr)).token, key),
  });

  tell('Starting PostgreSQL …');
  const postgres = await startPostgres({ dataDir: join(directory.path, 'postgres'), tell });
  await teardown.add({ close: () => postgres.stop() });
  tell('Starting the services …');
  const registry = new Registry();
  const [matrixUrl, assessmentUrl, reportingUrl, consoleUrl] = await databasesOn(postgres);
  const matrixDatabase = await teardown.add(await openMatrixDatabase({ url: matrixUrl, lanes, logger }));
  const assessmentDatabase = await teardown.add(await openAssessmentDatabase({ url: assessmentUrl, lanes, logger }));
  const reportingDatabase = await teardown.add(await openReportingDatabase({ url: reportingUrl, logger }));
  const consoleDatabase = await teardown.add(await openConsoleDatabase({ url: consoleUrl, logger }));
  // whoever took events of these logs has them in this cluster, and was restored to the same moment
  for (const { pool } of [matrixDatabase, assessmentDatabase]) await openGate(pool);
  const matrixLog = await teardown.add(await createPostgresEventLog({ pool: matrixDatabase.pool, name: 'matrix', registry, logger }));
  const assessmentLog = await teardown.add(await createPostgresEventLog({ pool: assessmentDatabase.pool, name: 'assessment', registry, logger }));
  const logs = new Map([
    [topics.matrix, matrixLog],
    [topics.assessment, assessmentLog],
  ]);
  const bus = await teardown.add(new LogTailBus(logs, { logger }));
  const cache = await teardown.add(new MemoryViewCache({ name: 'grades', registry }));
  const verifier = createTokenVerifier({ issuer: devIssuer.issuer, audience: 'rung', jwks: devIssuer.jwks, personIdSecret });

  const console = await ConsoleModule.with({
    database: consoleDatabase,
    publicUrl: url,
    provider: { issuer: devIssuer.issuer, clientId: client.id, scope: consoleScope },
    services: { matrix: url, assessment: url, reporting: url },
    sessionSecret: sessionSecretOf(secrets),
    webDir: start.webDir ?? builtPageFolder,
  });

  @Module({
    imports: [
      ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret }),
      MatrixModule.with({ database: matrixDatabase, log: matrixLog, bus, roles }),
      AssessmentModule.with({
        database: assessmentDatabase,
        log: assessmentLog,
        bus,
        roles,
        keyEncryptionKey: Buffer.from(keyEncryptionKey, 'base64'),
      }),
      ReportingModule.with({ database: reportingDatabase, bus, cache, roles }),
      IssuerModule.with(devIssuer),
      console,
    ],
  })
  class Standalone {}

  await teardown.add(
    await startHttp(Standalone, {
      host,
      port,
      title: 'Rung',
      description: 'Matrices, review cycles, grades: all services in one process',
      version: '0.1.0',
    }),
  );
  return {
    services: {
      matrixUrl: url,
      assessmentUrl: url,
      reportingUrl: url,
      tokenFor: async (person) => (await devIssuer.issueToken(person)).token,
    },
    consoleUrl: url,
    issuerUrl: devIssuer.issuer,
    docs: [{ name: 'of all services', url: `${url}/docs` }],
    died: deathOf([{ name: 'PostgreSQL', exited: postgres.exited }]),
  };
}

const databases = ['rung_matrix', 'rung_assessment', 'rung_reporting', 'rung_console'] as const;

async function databasesOn(postgres: RunningPostgres): Promise<[matrix: string, assessment: string, reporting: string, console: string]> {
  for (const name of databases) await postgres.createDatabase(name);
  const [matrix, assessment, reporting, console] = databases;
  return [postgres.url(matrix), postgres.url(assessment), postgres.url(reporting), postgres.url(console)];
}
