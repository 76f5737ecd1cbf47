// The three services and the console over real Kafka, Redis and PostgreSQL, each with metrics of its own as if it were a process of its own, and somebody
// who keeps calling them.
import { randomBytes, randomUUID } from 'node:crypto';

import { AssessmentModule, openAssessmentDatabase } from '@rung/assessment';
import { topics } from '@rung/contracts';
import { createPostgresEventLog } from '@rung/event-store';
import { MatrixModule, openMatrixDatabase } from '@rung/matrix';
import { KafkaBus, type Delivery, type EventBus, type Subscriber } from '@rung/messaging';
import { openReportingDatabase, ReportingModule } from '@rung/reporting';
import { createLogger, type ServiceDatabase } from '@rung/service-kit';
import { kafkaForTests, postgresForTests, redisForTests, serviceForTests, type Answer, type ServiceUnderTest, type TestKafka } from '@rung/testing';
import { RedisViewCache } from '@rung/view-cache';
import { Registry } from 'prom-client';

import { startConsole } from './running-console.js';

export const serviceNames = ['matrix', 'assessment', 'reporting', 'console'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface RunningServices {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Calls every service once; what they answer shows in their metrics. */
  call(): Promise<void>;
  stop(): Promise<void>;
}

const roles = ['api', 'relay', 'projector', 'worker'] as const;
const lanes = 2;
const logger = createLogger({ level: 'error', name: 'dashboard-test' });

/** @throws MissingServer; what was started until then is stopped. */
export async function startServices(): Promise<RunningServices> {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const [kafka, redis] = [await kafkaForTests(), await redisForTests()];
    closing.push(() => redis.drop());
    const names = await namesOfOurOwn(kafka);

    const adapters = async (open: (options: { url: string; lanes: number; logger: typeof logger }) => Promise<ServiceDatabase>) => {
      const server = await postgresForTests();
      closing.push(() => server.drop());
      const registry = new Registry();
      const database = await open({ url: server.url, lanes, logger });
      closing.push(() => database.close());
      const bus = renamed(new KafkaBus({ brokers: kafka.brokers, clientId: 'dashboard-test', logger, registry }), names);
      closing.push(() => bus.close());
      return { registry, database, bus, roles };
    };
    const logOf = async ({ database: { pool }, registry }: { database: ServiceDatabase; registry: Registry }) => {
      const log = await createPostgresEventLog({ pool, registry, logger });
      closing.push(() => log.close());
      return log;
    };
    const serve = async (module: Parameters<typeof serviceForTests>[0][number], registry: Registry): Promise<ServiceUnderTest> => {
      const service = await serviceForTests([module], { registry, logger });
      closing.push(() => service.close());
      return service;
    };

    const ofMatrix = await adapters(openMatrixDatabase);
    const matrix = await serve(MatrixModule.with({ ...ofMatrix, log: await logOf(ofMatrix) }), ofMatrix.registry);
    const ofAssessment = await adapters(openAssessmentDatabase);
    const keyEncryptionKey = randomBytes(32);
    const assessment = await serve(AssessmentModule.with({ ...ofAssessment, log: await logOf(ofAssessment), keyEncryptionKey }), ofAssessment.registry);
    const ofReporting = await adapters(openReportingDatabase);
    const cache = new RedisViewCache({ url: redis.url, name: 'grades', registry: ofReporting.registry, logger });
    closing.push(() => cache.close());
    const reporting = await serve(ReportingModule.with({ ...ofReporting, cache }), ofReporting.registry);
    const urls = { matrix: matrix.url, assessment: assessment.url, reporting: reporting.url };
    const console = await startConsole(urls, logger, closing);
    const change = caller({ matrix, assessment, reporting });
    const call = async (): Promise<void> => {
      await change();
      await console.visit();
    };
    return { urls: { ...urls, console: console.url }, call, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** New facts at every call, so that something is appended, published, consumed and projected each time. */
function caller({ matrix, assessment, reporting }: Record<Exclude<ServiceName, 'console'>, ServiceUnderTest>): () => Promise<void> {
  const editor = matrix.as('editor', 'matrix-editor');
  const hr = assessment.as('hr-1', 'hr');
  const analyst = reporting.as('hr-1', 'hr');
  let calls = 0;
  return async () => {
    calls += 1;
    const text = `Level One\nHard: 1. Saws straight, ${calls} times.`;
    const preview = await answered(201, editor('POST', '/matrices/imports', { body: text, type: 'text/plain' }));
    const accepted = await answered(201, editor('POST', `/matrices/imports/${preview.body.id}/accept`, { body: { name: `Carpenters ${calls}` } }));
    await answered(200, editor('POST', `/matrices/${accepted.body.matrix}/versions/1/publication`));
    const units = `unit,name,parent\nunit-${calls},Unit ${calls},\n`;
    await answered(200, hr('POST', '/directory/imports/units', { body: units, type: 'text/csv' }));
    const people = `person,name,email,unit,manager,position\nperson-${calls},Person ${calls},,unit-${calls},,\n`;
    await answered(200, hr('POST', '/directory/imports/people', { body: people, type: 'text/csv' }));
    await answered(404, analyst('GET', `/grades/person-${calls}?cycle=${randomUUID()}`));
  };
}

/** @throws Error when a service answers otherwise: a dashboard over refused requests shows nothing. */
async function answered(status: number, call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status !== status) throw new Error(`${answer.status} in place of ${status}: ${JSON.stringify(answer.body)}`);
  return answer;
}

interface Names {
  readonly topic: (name: string) => string;
  readonly group: (name: string) => string;
}

/** The broker is shared with other tests; topics and groups of the services' own names are not this test's to take. */
async function namesOfOurOwn(kafka: TestKafka): Promise<Names> {
  const ours = new Map<string, string>();
  for (const topic of Object.values(topics)) ours.set(topic, await kafka.createTopic(topic, lanes));
  const suffix = kafka.uniqueName('');
  return { topic: (name) => ours.get(name) ?? name, group: (name) => `${name}${suffix}` };
}

function renamed(bus: EventBus, { topic, group }: Names): EventBus {
  return {
    publish: (delivery: Delivery) => bus.publish({ ...delivery, topic: topic(delivery.topic) }),
    subscribe: (subscriber: Subscriber) =>
      bus.subscribe({
        topic: topic(subscriber.topic),
        group: group(subscriber.group),
        cursor: (lane) => subscriber.cursor(lane),
        take: (delivery) => subscriber.take({ ...delivery, topic: subscriber.topic }),
      }),
    close: () => bus.close(),
  };
}
