import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { problemOf } from '../problems/problem-of.js';
import { correlationIdFrom } from '../requests/correlation.js';
import { defaultBodyBytes } from './body-limits.js';
import { securityHeadersOf } from './security-headers.js';

const requestTimeoutMs = 120_000;
const longestParameter = 256;

/** Fastify as every process of ours runs it. */
export function createHttpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: defaultBodyBytes,
    requestTimeout: requestTimeoutMs,
    // a stop closes idle connections at once and lets the others finish; their requests are served, not turned away
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // nothing here is Express middleware, and each request would pay for the possibility
    skipMiddie: true,
    routerOptions: { maxParamLength: longestParameter },
    // a malformed address is refused by the router, before any hook or filter runs
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const correlationId = correlationIdFrom(request.headers['x-correlation-id']);
      const { status, headers, body } = problemOf(error, correlationId);
      const all = { 'x-correlation-id': correlationId, ...securityHeadersOf('/'), ...headers };
      void reply.code(status).headers(all).send(JSON.stringify(body));
    },
  });
}
