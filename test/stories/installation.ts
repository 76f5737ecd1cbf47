// An installation as operators have it: each service a process, one broker, Redis, and a PostgreSQL of its own for assessment, which is
// backed up and restored alone, or one for all.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { topics } from '@rung/contracts';
import { freePort, spawnServer, startKafka, startPostgres, startRedis, untilReady, type RunningKafka, type RunningPostgres, type RunningRedis, type ServerExit, type ServerProcess } from '@rung/local-servers';
import { ensureTopics } from '@rung/messaging';
import { createTokenIssuer, type TokenIssuer } from '@rung/service-kit';
import type { ServiceUnderTest } from '@rung/testing';
import { Redis } from 'ioredis';

import { repositoryRoot } from '../repository-root.js';
import { askOnce } from './databases.js';
import { callable } from './visitor.js';

export const lanes = 2;
export type ServiceName = 'matrix' | 'assessment' | 'reporting';
const names: readonly ServiceName[] = ['matrix', 'assessment', 'reporting'];
const readyWithinMs = 180_000;

export interface InstallationOptions {
  /** All databases on one server. */
  readonly oneServer?: boolean;
  /** Of assessment's server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What is done to the data of assessment's server, which is there and does not run, before a service has used it. */
  readonly onData?: (dataDir: string) => Promise<void>;
}

export class Installation {
  readonly #urls = new Map<ServiceName, string>();
  readonly #services = new Map<ServiceName, ServerProcess>();
  readonly #databases = new Map<ServiceName, RunningPostgres>();
  #kafka: RunningKafka | undefined;
  #redis: RunningRedis | undefined;
  #keys: Server | undefined;
  #issuer: TokenIssuer | undefined;
  #settings: Readonly<Record<string, string>> = {};

  /** @param dir one that PostgreSQL's own user can reach. */
  constructor(
    private readonly dir: string,
    private readonly options: InstallationOptions = {},
  ) {}

  async start(): Promise<void> {
    this.#kafka = await startKafka({ dir: join(this.dir, 'kafka') });
    await this.startRedis();
    const { url, issuer } = await this.#issue();
    await this.createTopics();
    this.#settings = {
      ...{ LANES: `${lanes}`, KAFKA_BROKERS: this.brokers, REDIS_URL: this.redis.url, ROLES: '', OIDC_AUDIENCE: '', METRICS_PORT: '' },
      ...{ OIDC_ISSUER: issuer, OIDC_JWKS_URL: `${url}/jwks`, PERSON_ID_SECRET: randomBytes(32).toString('hex') },
      ...{ KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'), OPENING_INTERVAL_MS: '200', LOG_LEVEL: 'info' },
    };
    await this.startDatabase();
    if (this.options.onData !== undefined) {
      await this.stopDatabase();
      await this.options.onData(this.database.dataDir);
      await this.startDatabase();
    }
    const others = this.options.oneServer === true ? undefined : await startPostgres({ dataDir: join(this.dir, 'others/postgres') });
    if (others !== undefined) for (const name of ['matrix', 'reporting'] as const) this.#databases.set(name, others);
    for (const name of names) {
      await this.#databaseOf(name).createDatabase(`rung_${name}`);
      this.#urls.set(name, `http://127.0.0.1:${await freePort()}`);
      await this.startService(name);
    }
  }

  /** What `rung backup` and `rung restore` are given with --data. */
  get dataDir(): string {
    return join(this.dir, 'assessment');
  }

  get brokers(): string {
    return this.#kafka!.brokers.join(',');
  }

  url(name: ServiceName): string {
    return this.#urls.get(name)!;
  }

  /** Of assessment. */
  get database(): RunningPostgres {
    return this.#databaseOf('assessment');
  }

  get kafkaPid(): number {
    return this.#kafka!.pid;
  }

  get redis(): RunningRedis {
    return this.#redis!;
  }

  databaseUrl(name: ServiceName): string {
    return this.#databaseOf(name).url(`rung_${name}`);
  }

  /** What is in a service's database. */
  ask<Row extends object>(name: ServiceName, sql: string): Promise<Row[]> {
    return askOnce(this.databaseUrl(name), sql);
  }

  /** Whoever calls whichever service. */
  get service(): Pick<ServiceUnderTest, 'as'> {
    const [matrixUrl, assessmentUrl, reportingUrl] = [this.url('matrix'), this.url('assessment'), this.url('reporting')];
    return callable({ matrixUrl, assessmentUrl, reportingUrl }, async (person, ...roles) => (await this.#issuer!.issue(person, roles)).token);
  }

  /** What Redis says to a command. */
  async tellRedis(command: string): Promise<unknown> {
    const client = new Redis(this.redis.url);
    try {
      return await client.call(command);
    } finally {
      client.disconnect();
    }
  }

  /** With the snapshot that lies there, at the same address as before. */
  async startRedis(): Promise<void> {
    this.#redis = await startRedis({ dir: join(this.dir, 'redis'), port: this.#redis?.port });
  }

  createTopics(): Promise<void> {
    return ensureTopics({ brokers: this.#kafka!.brokers }, Object.values(topics).map((topic) => ({ topic, partitions: lanes })));
  }

  /** Of assessment, at the same address as before. */
  async startDatabase(): Promise<void> {
    const port = this.#databases.get('assessment')?.port;
    this.#databases.set('assessment', await startPostgres({ dataDir: join(this.dataDir, 'postgres'), port, settings: this.options.settings }));
  }

  stopDatabase(): Promise<void> {
    return this.database.stop();
  }

  async startService(name: ServiceName): Promise<void> {
    const url = this.url(name);
    const server = await spawnServer({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(repositoryRoot, 'services', name, 'dist/main.js')],
      env: { ...this.#settings, NODE_OPTIONS: '', NODE_ENV: '', HOST: '127.0.0.1', PORT: new URL(url).port, DATABASE_URL: this.databaseUrl(name) },
      logFile: this.logFile(name),
      stopSteps: [{ signal: 'SIGTERM', graceMs: 60_000 }],
    });
    this.#services.set(name, server);
    const isReady = async (): Promise<boolean> => (await fetch(`${url}/ready`).catch(() => undefined))?.ok === true;
    const failure = await untilReady(server, { name, withinMs: readyWithinMs, everyMs: 100, isReady });
    if (failure !== undefined) throw failure;
  }

  /** @returns how it ended. */
  async stopService(name: ServiceName): Promise<ServerExit | undefined> {
    await this.#services.get(name)?.stop();
    return this.#services.get(name)?.exited;
  }

  logFile(name: ServiceName): string {
    return join(this.dir, `${name}.log`);
  }

  async stop(): Promise<void> {
    for (const name of names) await this.stopService(name);
    for (const database of new Set(this.#databases.values())) await database.stop();
    await this.#kafka?.stop();
    await this.#redis?.stop();
    this.#keys?.close();
  }

  #databaseOf(name: ServiceName): RunningPostgres {
    return this.#databases.get(name) ?? this.#databases.get('assessment')!;
  }

  /** Signs people in, and serves the public keys. */
  async #issue(): Promise<{ url: string; issuer: string }> {
    const keys = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(this.#issuer?.jwks)));
    this.#keys = keys;
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
    this.#issuer = await createTokenIssuer({ issuer: `${url}/issuer` });
    return { url, issuer: this.#issuer.issuer };
  }
}
