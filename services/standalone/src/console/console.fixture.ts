// The console before real servers: PostgreSQL, the issuer of the demo, and a service that says what it was asked.
import { randomBytes } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { Module } from '@nestjs/common';
import { ConsoleModule, openConsoleDatabase } from '@rung/console';
import { freePort } from '@rung/local-servers';
import { createLogger, createTokenIssuer, createTokenVerifier, ServiceKitModule, startHttp, type RunningHttp } from '@rung/service-kit';
import { fakeClock, postgresForTests, type FakeClock, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { createDevIssuer, type DemoPerson } from '../issuer/dev-issuer.js';
import { startIssuer } from '../issuer/start-issuer.js';
import { consoleClient, consoleScope } from '../launch/console-client.js';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ConsoleUnderTest {
  readonly url: string;
  /** A second process of the same console. */
  readonly replica: string;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  /** What the service behind was asked, the last one last. */
  readonly asked: Asked[];
  /** Of a counter of both processes. */
  total(metric: string, labels?: Readonly<Record<string, string>>): Promise<number>;
  /** How many of them both processes have measured. */
  requests(labels: Readonly<Record<string, string>>): Promise<number>;
  /** What Prometheus would get of both processes. */
  metrics(): Promise<string>;
  /** What both processes and the issuer have logged. */
  logged(): string;
  stopIssuer(): Promise<void>;
  startIssuer(): Promise<void>;
  /** Nobody answers for the service behind from now on. */
  stopService(): Promise<void>;
  close(): Promise<void>;
}

export const people: readonly DemoPerson[] = [
  { key: 'hr', name: 'Ольга Соколова', title: { ru: 'HR', en: 'Human resources' }, roles: ['hr'] },
  { key: 'editor', name: 'Андрей Морозов', title: { ru: 'Редактор матриц', en: 'Editor of matrices' }, roles: ['matrix-editor'] },
  { key: 'E1', name: 'Анна <b>Ким</b>', title: { ru: 'Руководитель команды', en: 'Team lead' }, roles: [] },
  { key: 'E2', name: 'Пётр Орлов', title: { ru: 'Разработчик Python', en: 'Python developer' }, roles: [] },
];
const host = '127.0.0.1';
const personIdSecret = 'a secret of the console tests, of enough characters';

/** Starts all of it on free ports of loopback. */
export async function startConsole(): Promise<ConsoleUnderTest> {
  const closing: (() => Promise<unknown>)[] = [];
  const clock = fakeClock(new Date().toISOString());
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', name: 'console-test', destination: { write: (line: string) => void lines.push(line) } });
  const database = await postgresForTests();
  closing.push(() => database.drop());
  const [port, issuerPort] = [await freePort(), await freePort()];
  const [url, issuer] = [`http://${host}:${port}`, `http://${host}:${issuerPort}/issuer`];
  const { privateKey } = await createTokenIssuer({ issuer });
  let running: RunningHttp | undefined;
  const startTheIssuer = async (): Promise<void> => {
    const devIssuer = await createDevIssuer({ issuer, environment: 'test', people, privateKey, clock, client: consoleClient(url) });
    running = await startIssuer({ devIssuer, port: issuerPort, logger });
  };
  const stopTheIssuer = async (): Promise<void> => {
    await running?.close();
    running = undefined;
  };
  await startTheIssuer();
  closing.push(stopTheIssuer);
  const service = await startService();
  closing.push(() => service.close());
  const webDir = await pageOfTests();
  closing.push(() => rm(webDir, { recursive: true }));

  const sessionSecret = randomBytes(32);
  const registries = [new Registry(), new Registry()];
  const start = async (onPort: number, registry: Registry): Promise<RunningHttp> => {
    const ofConsole = await openConsoleDatabase({ url: database.url, logger });
    closing.push(() => ofConsole.close());
    const console = await ConsoleModule.with({
      database: ofConsole,
      publicUrl: url,
      provider: { issuer, clientId: 'rung-console', scope: consoleScope },
      services: { matrix: service.url, assessment: service.url, reporting: service.url },
      sessionSecret,
      webDir,
    });
    const verifier = createTokenVerifier({ issuer, audience: 'rung', jwksUrl: `${issuer}/jwks`, personIdSecret, clock });
    @Module({ imports: [ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret, clock }), console] })
    class UnderTest {}
    const http = await startHttp(UnderTest, { host, port: onPort, title: 'test', description: 'test', version: '0' });
    closing.push(() => http.close());
    return http;
  };
  const total = async (metric: string, labels: Readonly<Record<string, string>>, series = metric): Promise<number> => {
    const values = await Promise.all(registries.map(async (registry) => (await registry.getSingleMetric(metric)?.get())?.values ?? []));
    const wanted = Object.entries(labels);
    const matching = values.flat().filter((value) => ('metricName' in value ? value.metricName === series : true) && wanted.every(([name, label]) => String(value.labels[name]) === label));
    return matching.reduce((sum, { value }) => sum + value, 0);
  };
  const [, replica] = [await start(port, registries[0] as Registry), await start(0, registries[1] as Registry)];
  return {
    url,
    replica: replica.url,
    clock,
    database,
    asked: service.asked,
    total: (metric, labels = {}) => total(metric, labels),
    requests: (labels) => total('http_server_request_duration_seconds', labels, 'http_server_request_duration_seconds_count'),
    metrics: async () => (await Promise.all(registries.map((registry) => registry.metrics()))).join('\n'),
    logged: () => lines.join(''),
    startIssuer: startTheIssuer,
    stopIssuer: stopTheIssuer,
    stopService: () => service.close(),
    async close() {
      for (const step of closing.splice(0).reverse()) await step();
    },
  };
}

async function startService(): Promise<{ readonly url: string; readonly asked: Asked[]; close(): Promise<void> }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const known = request.headers['if-none-match'] === '"7"';
      const headers = { etag: '"7"', 'content-type': 'application/json', 'set-cookie': 'theirs=1', 'x-powered-by': 'us', 'retry-after': '3', 'content-security-policy': 'none' };
      response.writeHead(known ? 304 : 200, headers).end(known ? undefined : '{"answer":42}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, asked, close };
}

async function pageOfTests(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rung-page-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, '.vite'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><meta nonce="__CSP_NONCE__"><title>Rung</title>');
  await writeFile(join(folder, 'assets/index-abcd1234.js'), `// ${'x'.repeat(2_000)}\n`);
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *\nDisallow: /\n');
  await writeFile(join(folder, '.vite/manifest.json'), '{}');
  return folder;
}
