// What happens to every request around its handler: correlation, headers, one log line, one measurement.
import { fastifyCompress } from '@fastify/compress';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';

import type { Authentication } from '../identity/authentication.js';
import type { Clock } from '../lifecycle/clock.js';
import type { HealthChecks } from '../observability/health-checks.js';
import type { Logger } from '../observability/logger.js';
import { invalidRequest } from '../problems/refusals.js';
import { correlationIdFrom, withCorrelationId } from '../requests/correlation.js';
import { tagVersion } from '../requests/version-tag.js';
import { defaultBodyBytes } from './body-limits.js';
import { discardUnreadBody, installBodyParsers, mustFit, mustTake, takenBodyOf } from './body-parsers.js';
import { securityHeadersOf } from './security-headers.js';
import { isUnobserved, unobservedLabels } from './unobserved.js';

export interface Edge {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly health: HealthChecks;
  readonly authentication: Authentication;
  readonly clock: Clock;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** By the monotonic clock. */
    startedMs: number;
    /** Whether the log and the metrics have it. */
    isRecorded: boolean;
  }
}

/** What others log for a client that went away before it had its answer; no client ever sees it. */
const clientClosedRequest = 499;
/** OpenTelemetry's advice for HTTP durations, in seconds. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const unmatched = 'unmatched';
const probes = new Set(['/live', '/ready', '/metrics']);

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * What a command causes goes on elsewhere under its id, so the id goes along with all that it calls. A read ends with its answer,
 * and whatever is logged of that names the id itself; following it through each promise would cost a fifth of it (before Node 24).
 */
function followed(request: FastifyRequest, work: () => void): void {
  if (isRead(request)) work();
  else withCorrelationId(request.correlationId, work);
}

/** To be called once for an application, before its routes are registered. */
export function installEdge(instance: FastifyInstance, edge: Edge): void {
  const { health, authentication, clock } = edge;
  instance.decorateRequest('correlationId', '');
  instance.decorateRequest('actor', undefined);
  instance.decorateRequest('receivedAt', '');
  instance.decorateRequest('startedMs', 0);
  instance.decorateRequest('isRecorded', false);
  installBodyParsers(instance);
  installCompression(instance);

  instance.addHook('onRequest', (request, reply, done) => {
    request.startedMs = performance.now();
    request.correlationId = correlationIdFrom(request.headers['x-correlation-id']);
    reply.headers(securityHeadersOf(request.url)).header('x-correlation-id', request.correlationId);
    followed(request, done);
  });
  instance.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.url.includes('%00')) return done(invalidRequest('The address holds %00, which is no text; leave it out.'));
    if (request.is404 || (isRead(request) && request.headers['content-type'] === undefined)) return done(null, payload);
    mustTake(request);
    mustFit(request);
    if (takenBodyOf(request).maxBytes <= defaultBodyBytes) return done(null, payload);
    // only whom we know may make us hold a large body
    authentication.actorOf(request).then(() => done(null, payload), done);
  });
  // the events of the body arrive outside of the context that the request began in
  instance.addHook('preValidation', (request, _reply, done) => {
    request.receivedAt = clock.now().toISOString();
    followed(request, done);
  });
  instance.addHook('preSerialization', (request, reply, payload, done) => {
    tagVersion(request, reply, payload);
    done(null, payload);
  });
  // the last answer of a connection says so, or clients would send their next request into a closed one
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (health.stopping) reply.header('connection', 'close');
    // the framework closes on whoever sends too much; a client that is still sending would find the connection broken, and never read why
    else if (!request.raw.readableEnded) reply.removeHeader('connection');
    done(null, payload);
  });
  const record = responseRecorder(edge);
  instance.addHook('onResponse', (request, reply, done) => {
    discardUnreadBody(request);
    record(request, reply.statusCode, reply.elapsedTime);
    done();
  });
  // a connection that broke has no answer, so nothing else would tell of the request
  instance.addHook('onRequestAbort', (request, done) => {
    record(request, clientClosedRequest, performance.now() - request.startedMs);
    done();
  });
}

/**
 * For the routes that ask for it (`sendCompressed`). The plugin is called, not registered: what is registered comes after the routes that are
 * there by then, and to wait for it would begin scopes that have no error handler yet.
 */
function installCompression(instance: FastifyInstance): void {
  fastifyCompress(instance, { global: false, encodings: ['br', 'gzip'] }, (error) => {
    if (error !== undefined) throw error;
  });
}

function responseRecorder({ logger, registry }: Edge) {
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests by method, route template and status',
    labelNames: ['method', 'route', 'status_code'],
    buckets: durationBuckets,
    registers: [registry],
  });
  // a series is looked up once, as a request is measured every time; there are as many as routes and statuses
  const series = new Map<string, ReturnType<typeof durations.labels>>();
  const seriesOf = (method: string, route: string, status: number | string) => {
    const name = `${method} ${route} ${status}`;
    const known = series.get(name);
    if (known !== undefined) return known;
    const found = durations.labels({ method, route, status_code: status });
    series.set(name, found);
    return found;
  };
  return (request: FastifyRequest, status: number, durationMs: number): void => {
    if (request.isRecorded) return;
    request.isRecorded = true;
    const seconds = durationMs / 1_000;
    if (isUnobserved(request)) {
      const labels = unobservedLabels(status);
      return seriesOf(labels.method, labels.route, labels.status).observe(seconds);
    }
    const { method, correlationId } = request;
    // the template, never the address: an address names people
    const route = request.is404 ? unmatched : (request.routeOptions.url ?? unmatched);
    seriesOf(method, route, status).observe(seconds);
    const line = { method, route, status, durationMs: Math.round(durationMs * 10) / 10, correlationId };
    if (probes.has(route)) logger.debug(line, 'request');
    else logger.info(line, 'request');
  };
}
