// The servers that the services stand on, each one's data in a directory of its own.
import { join } from 'node:path';

import { topics } from '@rung/contracts';
import {
  kafkaMissing,
  kafkaStopSteps,
  postgresMissing,
  postgresStopSteps,
  redisMissing,
  redisStopSteps,
  startKafka,
  startPostgres,
  startRedis,
  type RunningPostgres,
  type StopStep,
} from '@rung/local-servers';
import { ensureTopics } from '@rung/messaging';

import type { Mortal } from '../launch/death.js';
import type { Start } from '../launch/shape.js';
import type { ProcessRecord } from './process-record.js';

export interface Servers {
  readonly postgres: RunningPostgres;
  readonly redisUrl: string;
  readonly brokers: readonly string[];
  readonly mortals: readonly Mortal[];
}

interface Started extends Omit<Mortal, 'name'> {
  readonly pid: number;
  stop(): Promise<void>;
}

/** @param lanes of the logs: a partition each. @throws AggregateError with everything that is missing here; ServerFailed. */
export async function startServers(start: Start, record: ProcessRecord, lanes: number): Promise<Servers> {
  const { directory, environment, teardown, tell } = start;
  const { redisUrl, kafkaBrokers } = environment;
  await mustHave({ redis: redisUrl === undefined, kafka: kafkaBrokers === undefined });
  const mortals: Mortal[] = [];
  const keep = async <Server extends Started>(name: string, server: Server, stopSteps: readonly StopStep[]): Promise<Server> => {
    await teardown.add({ close: () => server.stop() });
    await record.add(name, server.pid, stopSteps);
    mortals.push({ name, exited: server.exited });
    return server;
  };
  const dir = (name: string): string => join(directory.path, name);

  tell('Starting PostgreSQL …');
  const postgres = await keep('PostgreSQL', await startPostgres({ dataDir: dir('postgres'), tell }), postgresStopSteps);
  if (redisUrl === undefined) tell('Starting Redis …');
  const redis = redisUrl ?? (await keep('Redis', await startRedis({ dir: dir('redis') }), redisStopSteps)).url;
  if (kafkaBrokers === undefined) tell('Starting Kafka …');
  const brokers = kafkaBrokers?.split(',') ?? (await keep('Kafka', await startKafka({ dir: dir('kafka'), tell }), kafkaStopSteps)).brokers;
  await ensureTopics({ brokers }, Object.values(topics).map((topic) => ({ topic, partitions: lanes })));
  tell(`  databases on ${withoutPassword(postgres)}, the password is in ${postgres.dataDir}.password`);
  tell(`  events on ${brokers.join(',')}: docs/events.md says how to read them`);
  return { postgres, redisUrl: redis, brokers, mortals };
}

function withoutPassword(postgres: RunningPostgres): string {
  const url = new URL(postgres.url('rung_SERVICE'));
  url.password = '';
  return url.href;
}

async function mustHave({ redis, kafka }: { redis: boolean; kafka: boolean }): Promise<void> {
  const looked = await Promise.all([postgresMissing(), redis ? redisMissing() : undefined, kafka ? kafkaMissing() : undefined]);
  const missing = looked.filter((found) => found !== undefined);
  if (missing.length > 0) throw new AggregateError(missing, 'Not everything that the distributed shape stands on is here:');
}
