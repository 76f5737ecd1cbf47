// Rung as it runs in production, on one machine: Kafka, Redis and PostgreSQL, and each service in a process of its own.
import { join } from 'node:path';

import type { ServerProcess } from '@rung/local-servers';

import { issuerKeyIn, secretsIn } from '../data-directory/secrets.js';
import { createDevIssuer } from '../issuer/dev-issuer.js';
import { privateKeyIn } from '../issuer/key-file.js';
import { startIssuer } from '../issuer/start-issuer.js';
import { deathOf, type Mortal } from '../launch/death.js';
import type { Running, Start } from '../launch/shape.js';
import { availablePort } from '../launch/ports.js';
import { processRecord } from './process-record.js';
import { startServers } from './servers.js';
import { serviceStopSteps, startService, type ServiceName } from './service-process.js';

/** Of each log, and partitions of its topic. */
const lanes = 4;
const names: readonly ServiceName[] = ['matrix', 'assessment', 'reporting'];

/** @throws PortTaken, ServerFailed, DataDirectoryInUse; AggregateError with every server that is missing here. */
export async function startDistributed(start: Start): Promise<Running> {
  const { directory, environment, people, logger, tell, teardown } = start;
  const [issuerPort, ...servicePorts] = await portsFrom(start.port);
  const issuer = `http://127.0.0.1:${issuerPort}/issuer`;
  await directory.sayWhere(`http://127.0.0.1:${issuerPort}`);
  const record = await processRecord(directory.path, tell);
  const { personIdSecret, keyEncryptionKey } = await secretsIn(directory.path);
  const privateKey = await privateKeyIn(issuerKeyIn(directory.path));
  const devIssuer = await createDevIssuer({ issuer, environment: environment.nodeEnv, people, privateKey });
  const { postgres, redisUrl, brokers, mortals } = await startServers(start, record, lanes);
  await teardown.add(await startIssuer({ devIssuer, port: issuerPort, logger }));

  tell('Starting the services …');
  const services: Mortal[] = [];
  const startOne = async (name: ServiceName, port: number): Promise<string> => {
    await postgres.createDatabase(`rung_${name}`);
    const onSpawned = async (server: ServerProcess): Promise<void> => {
      await teardown.add({ close: () => server.stop() });
      await record.add(name, server.pid, serviceStopSteps);
      services.push({ name, exited: server.exited });
    };
    const env = {
      DATABASE_URL: postgres.url(`rung_${name}`),
      LANES: `${lanes}`,
      KAFKA_BROKERS: brokers.join(','),
      REDIS_URL: redisUrl,
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/jwks`,
      PERSON_ID_SECRET: personIdSecret,
      KEY_ENCRYPTION_KEY: keyEncryptionKey,
      LOG_LEVEL: environment.logLevel ?? 'info',
    };
    return startService({ name, port, env, logFile: join(directory.path, `${name}.log`), onSpawned });
  };
  const urls = await Promise.all(names.map((name, at) => startOne(name, servicePorts[at] ?? 0)));
  const [matrixUrl = '', assessmentUrl = '', reportingUrl = ''] = urls;
  return {
    services: { matrixUrl, assessmentUrl, reportingUrl, tokenFor: async (person) => (await devIssuer.issueToken(person)).token },
    issuerUrl: issuer,
    docs: names.map((name, at) => ({ name: `of ${name}`, url: `${urls[at]}/docs` })),
    died: deathOf([...mortals, ...services]),
  };
}

/** The issuer's port and those of the services, which follow it; free ones for 0. @throws PortTaken */
async function portsFrom(first: number): Promise<[number, ...number[]]> {
  const wanted = (offset: number): Promise<number> => availablePort(first === 0 ? 0 : first + offset);
  return [await wanted(0), await wanted(1), await wanted(2), await wanted(3)];
}
