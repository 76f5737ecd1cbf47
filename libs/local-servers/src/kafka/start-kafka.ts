// A Kafka broker of our own: the real one, a single node, loopback only.
import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../process/free-port.js';
import { ServerFailed, type ServerExit, type StopStep, spawnServer } from '../process/server-process.js';
import { type Attempt, onFreePort, untilReady } from '../process/until-ready.js';
import { brokerJars } from './broker-jars.js';
import { brokerProperties, loggingProperties, type Keystore } from './broker-properties.js';
import { createTopics } from './create-topics.js';

export interface KafkaOptions {
  /** Made when it is missing; holds the configuration, the data and the log. What was there before is kept. */
  readonly dir: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Topics to have, with their numbers of partitions. */
  readonly topics?: Readonly<Record<string, number>>;
  /** Name → password of those who may sign in at a second listener, each with what ACLs allow. None unless given. */
  readonly users?: Readonly<Record<string, string>>;
  /** What they sign in with is encrypted by this. Not unless given. */
  readonly keystore?: Keystore;
  /** See ServerCommand. Not unless given. */
  readonly outliveParent?: boolean;
  /** Told when the jars have to be fetched first. Standard error unless given. */
  readonly tell?: (note: string) => void;
}

export interface RunningKafka {
  /** `host:port`, as clients take it. */
  readonly brokers: readonly string[];
  /** Where `users` sign in. */
  readonly signInBrokers: readonly string[];
  readonly port: number;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when it is gone, asked or not. */
  readonly exited: Promise<ServerExit>;
  stop(): Promise<void>;
}

export const kafkaStopSteps: readonly StopStep[] = [{ signal: 'SIGTERM', graceMs: 30_000 }];

const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg';
const javaArgs = ['-Xms128m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:MaxDirectMemorySize=128m'];
const frugalArgs = ['-XX:ReservedCodeCacheSize=64m', '-Xss512k', '-Djava.awt.headless=true'];

/** Starts Kafka and waits until it serves, then creates the topics. @throws MissingServer, ServerFailed */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  const tell = options.tell ?? ((note: string) => process.stderr.write(`${note}\n`));
  const jars = await brokerJars(tell);
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const logging = join(dir, 'log4j2.properties');
  await writeFile(logging, loggingProperties);
  // Java itself expands the star; the class path is one argument, so no shell gets to see it.
  const java = [...javaArgs, ...frugalArgs, `-Dlog4j2.configurationFile=${logging}`, '-cp', join(jars, '*')];
  const broker = await onFreePort(options.port, (port) => startBroker(dir, java, port, options));
  try {
    await createTopics(broker.brokers, options.topics ?? {});
  } catch (error) {
    await broker.stop();
    throw error;
  }
  return broker;
}

async function startBroker(
  dir: string,
  java: readonly string[],
  port: number,
  { users, keystore, outliveParent }: KafkaOptions,
): Promise<Attempt<RunningKafka>> {
  const config = join(dir, 'server.properties');
  const signIn = users === undefined ? undefined : { users, keystore, port: await freePort() };
  await writeFile(config, brokerProperties(dir, port, await freePort(), signIn));
  await formatOnce(dir, java, config);
  const server = await spawnServer({
    name: 'Kafka',
    command: 'java',
    args: [...java, 'kafka.Kafka', config],
    cwd: dir,
    logFile: join(dir, 'kafka.log'),
    stopSteps: kafkaStopSteps,
    outliveParent,
  });
  const failure = await untilReady(server, {
    name: 'Kafka',
    withinMs: 90_000,
    everyMs: 100,
    isReady: async () => (await readFile(server.logFile, 'utf8')).includes('Kafka Server started'),
  });
  if (failure) {
    await server.stop();
    return { failure };
  }
  const signInBrokers = signIn === undefined ? [] : [`127.0.0.1:${signIn.port}`];
  return { started: { ...server, port, brokers: [`127.0.0.1:${port}`], signInBrokers } };
}

/** A new data directory has to be formatted, an old one must not be. */
async function formatOnce(dir: string, java: readonly string[], config: string): Promise<void> {
  if (await stat(join(dir, 'data', 'meta.properties')).catch(() => undefined)) return;
  const format = [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config, '--ignore-formatted'];
  await promisify(execFile)('java', format, { cwd: dir, timeout: 90_000 }).catch((error: { stdout?: string; message: string }) => {
    throw new ServerFailed('Kafka', 'could not format its data directory:', (error.stdout || error.message).split('\n').slice(-15));
  });
}
