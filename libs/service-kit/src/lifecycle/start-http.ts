// From a root module to a process that serves, and back down without losing anything.
import 'reflect-metadata';

import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Gauge, type Registry } from 'prom-client';

import { serveApiDocument, type ApiDescription } from '../http/api-document.js';
import { installEdge } from '../http/edge.js';
import { createHttpAdapter } from '../http/http-adapter.js';
import { Authentication } from '../identity/authentication.js';
import { HealthChecks } from '../observability/health-checks.js';
import type { Logger } from '../observability/logger.js';
import { nestLogger } from '../observability/nest-logger.js';
import { CLOCK, LOGGER, REGISTRY } from '../tokens.js';
import { BackgroundTasks } from './background-tasks.js';
import type { Clock } from './clock.js';

export interface HttpOptions extends ApiDescription {
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** The commit that was built, for rung_build_info. */
  readonly revision?: string;
  /** What this process is, for rung_build_info: the service and its roles. */
  readonly target?: string;
  /** How long /ready says 503 before the stop goes on, so that a load balancer notices; 0 where absent. */
  readonly drainMs?: number;
  /** How long a stop waits for requests in flight before it cuts their connections; ten seconds where absent. */
  readonly requestLimitMs?: number;
}

export interface RunningHttp {
  readonly app: NestFastifyApplication;
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /**
   * /ready says 503; after `drainMs` no connection is accepted; requests in flight finish; background tasks stop in reverse order;
   * then the modules' shutdown hooks run, which close pools. Every call gets the one stop.
   */
  close(): Promise<void>;
}

const defaultRequestLimitMs = 10_000;
const idleCheckMs = 50;

/**
 * Starts an application whose root module imports `ServiceKitModule.forRoot`. Background tasks begin once it listens.
 * @throws Error when a handler has no access rule, when the port is taken, and whatever a module's start-up throws.
 */
export async function startHttp(rootModule: Type | DynamicModule, options: HttpOptions): Promise<RunningHttp> {
  const { host, port, drainMs = 0, requestLimitMs = defaultRequestLimitMs } = options;
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, createHttpAdapter(), {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const logger = app.get<Logger>(LOGGER);
  const registry = app.get<Registry>(REGISTRY);
  const health = app.get(HealthChecks);
  const tasks = app.get(BackgroundTasks);
  app.useLogger(nestLogger(logger));
  try {
    const [authentication, clock] = [app.get(Authentication), app.get<Clock>(CLOCK)];
    installEdge(app.getHttpAdapter().getInstance(), { logger, registry, health, authentication, clock });
    serveApiDocument(app, options);
    publishBuild(registry, options);
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  tasks.start();
  const url = (await app.getUrl()).replace(/\/$/, '');
  logger.info({ url }, 'listening');

  const stop = async (): Promise<void> => {
    health.stop();
    if (drainMs > 0) await new Promise((resolve) => setTimeout(resolve, drainMs));
    await finishRequests(app, logger, requestLimitMs);
    await tasks.stop();
    await app.close();
    logger.info({ url }, 'stopped');
  };
  let stopped: Promise<void> | undefined;
  return { app, url, close: () => (stopped ??= stop()) };
}

/** Stops to accept connections and resolves once none is left: idle ones are closed, others when they become idle. */
async function finishRequests(app: NestFastifyApplication, logger: Logger, limitMs: number): Promise<void> {
  const server = app.getHttpServer();
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const limit = setTimeout(() => {
    logger.warn({ limitMs }, 'requests did not finish in time; their connections are cut');
    server.closeAllConnections();
  }, limitMs);
  try {
    await app.getHttpAdapter().getInstance().close();
  } finally {
    clearInterval(idle);
    clearTimeout(limit);
  }
}

function publishBuild(registry: Registry, { version, revision = 'unknown', target = 'all' }: HttpOptions): void {
  const build = new Gauge({
    name: 'rung_build_info',
    help: 'Always 1; its labels say what runs',
    labelNames: ['version', 'revision', 'target'],
    registers: [registry],
  });
  build.set({ version, revision, target }, 1);
}
