// Rung as it runs in production, on one machine: Kafka, Redis and PostgreSQL, and each service in a process of its own.
import { join } from 'node:path';

import type { ServerProcess } from '@rung/local-servers';

import { issuerKeyIn, secretsIn, sessionSecretOf } from '../data-directory/secrets.js';
import { hr } from '../demo/demo.js';
import { createDevIssuer, type DevIssuer } from '../issuer/dev-issuer.js';
import { isInDirectory } from '../issuer/in-directory.js';
import { privateKeyIn } from '../issuer/key-file.js';
import { startIssuer } from '../issuer/start-issuer.js';
import { deathOf, type Mortal } from '../launch/death.js';
import { consoleClient, consoleScope } from '../launch/console-client.js';
import type { Running, Start } from '../launch/shape.js';
import { availablePort } from '../launch/ports.js';
import { processRecord } from './process-record.js';
import { startServers } from './servers.js';
import { serviceStopSteps, startService, type ServiceName } from './service-process.js';

/** Of each log, and partitions of its topic. */
const lanes = 4;
const names = ['matrix', 'assessment', 'reporting'] as const;
const host = '127.0.0.1';

/** @throws PortTaken, ServerFailed, DataDirectoryInUse; AggregateError with every server that is missing here. */
export async function startDistributed(start: Start): Promise<Running> {
  const { directory, environment, people, logger, tell, teardown } = start;
  const [issuerPort, consolePort, ...servicePorts] = await portsFrom(start.port);
  const issuer = `http://${host}:${issuerPort}/issuer`;
  const consoleUrl = `http://${host}:${consolePort}`;
  await directory.sayWhere(`http://${host}:${issuerPort}`);
  const record = await processRecord(directory.path, tell);
  const secrets = await secretsIn(directory.path);
  const { personIdSecret, keyEncryptionKey } = secrets;
  const privateKey = await privateKeyIn(issuerKeyIn(directory.path));
  const client = consoleClient(consoleUrl);
  const devIssuer: DevIssuer = await createDevIssuer({
    issuer,
    environment: environment.nodeEnv,
    people,
    privateKey,
    client,
    isInDirectory: async (key) => isInDirectory(`http://${host}:${servicePorts[names.indexOf('assessment')]}`, (await devIssuer.issueToken(hr)).token, key),
  });
  const { postgres, redisUrl, brokers, mortals } = await startServers(start, record, lanes);
  await teardown.add(await startIssuer({ devIssuer, port: issuerPort, logger }));

  tell('Starting the services …');
  const services: Mortal[] = [];
  const startOne = async (name: ServiceName, port: number, own: Readonly<Record<string, string>>): Promise<string> => {
    await postgres.createDatabase(`rung_${name}`);
    const onSpawned = async (server: ServerProcess): Promise<void> => {
      await teardown.add({ close: () => server.stop() });
      await record.add(name, server.pid, serviceStopSteps);
      services.push({ name, exited: server.exited });
    };
    const env = {
      DATABASE_URL: postgres.url(`rung_${name}`),
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/jwks`,
      PERSON_ID_SECRET: personIdSecret,
      LOG_LEVEL: environment.logLevel ?? 'info',
      ...own,
    };
    return startService({ name, port, env, logFile: join(directory.path, `${name}.log`), onSpawned });
  };
  const ofServices = { LANES: `${lanes}`, KAFKA_BROKERS: brokers.join(','), REDIS_URL: redisUrl, KEY_ENCRYPTION_KEY: keyEncryptionKey };
  const urls = await Promise.all(names.map((name, at) => startOne(name, servicePorts[at] ?? 0, ofServices)));
  const [matrixUrl = '', assessmentUrl = '', reportingUrl = ''] = urls;
  await startOne('console', consolePort, {
    PUBLIC_URL: consoleUrl,
    MATRIX_URL: matrixUrl,
    ASSESSMENT_URL: assessmentUrl,
    REPORTING_URL: reportingUrl,
    OIDC_CLIENT_ID: client.id,
    OIDC_SCOPE: consoleScope,
    SESSION_SECRET: sessionSecretOf(secrets).toString('base64'),
    ...(start.webDir !== undefined && { WEB_DIR: start.webDir }),
  });
  return {
    services: { matrixUrl, assessmentUrl, reportingUrl, tokenFor: async (person) => (await devIssuer.issueToken(person)).token },
    consoleUrl,
    issuerUrl: issuer,
    docs: names.map((name, at) => ({ name: `of ${name}`, url: `${urls[at]}/docs` })),
    died: deathOf([...mortals, ...services]),
  };
}

/** The issuer's port, the console's, and those of the three services, which lie between; free ones for 0. @throws PortTaken */
async function portsFrom(first: number): Promise<[issuer: number, console: number, ...services: number[]]> {
  const wanted = (offset: number): Promise<number> => availablePort(first === 0 ? 0 : first + offset);
  return [await wanted(0), await wanted(4), await wanted(1), await wanted(2), await wanted(3)];
}
