// A service as a process of its own, from its settings to its last connection.
import { Module, type DynamicModule } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { z } from 'zod';

import { createTokenVerifier } from '../identity/token-verifier.js';
import { createLogger, type Logger } from '../observability/logger.js';
import type { MetricsAddress } from '../observability/metrics-server.js';
import { ServiceKitModule } from '../service-kit.module.js';
import { role, type processConfig, type ProcessRole } from './service-config.js';
import { startHttp, type HttpOptions } from './start-http.js';
import { stopOnSignals, type Closeable } from './stop-on-signals.js';

export interface ServiceRun {
  /** Without roles for a process that is of one piece. */
  readonly settings: z.infer<typeof processConfig> & { readonly PORT: number; readonly ROLES?: readonly ProcessRole[] };
  /** As logs and the API document call it. */
  readonly name: string;
  readonly description: string;
  /** Connects the service to what it runs on; `closeables` are closed in this order, after HTTP. */
  open(process: { readonly logger: Logger; readonly registry: Registry }): Promise<{ readonly module: DynamicModule; readonly closeables: readonly Closeable[] }>;
}

/** Serves until SIGTERM or SIGINT. @throws whatever the start throws: a process that cannot start ends. */
export async function runService({ settings, name, description, open }: ServiceRun): Promise<void> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl, PERSON_ID_SECRET: personIdSecret } = settings;
  const logger = createLogger({ level: settings.LOG_LEVEL, name });
  const registry = new Registry();
  const { module, closeables } = await open({ logger, registry });
  const verifier = createTokenVerifier({ issuer, audience, jwksUrl, personIdSecret });

  @Module({ imports: [ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret, metrics: metricsAddressOf(settings) }), module] })
  class Service {}

  const http = await startHttp(Service, { ...httpOptionsOf(settings, name), title: `Rung ${name}`, description, version: '0.1.0' });
  stopOnSignals([http, ...closeables], { logger });
}

/** @returns of HTTP what the environment decides. */
export function httpOptionsOf(
  { HOST: host, PORT: port, DRAIN_MS: drainMs, REVISION: revision, ROLES: roles = role.options }: ServiceRun['settings'],
  name: string,
): Pick<HttpOptions, 'host' | 'port' | 'drainMs' | 'revision' | 'target'> {
  return { host, port, drainMs, revision, target: roles.length === role.options.length ? name : `${name}:${roles.join('+')}` };
}

/** @returns undefined where /metrics has no port of its own. */
export function metricsAddressOf({ HOST: host, METRICS_PORT: port }: ServiceRun['settings']): MetricsAddress | undefined {
  return port === undefined ? undefined : { host, port };
}
