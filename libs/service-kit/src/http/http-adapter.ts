import type { Socket } from 'node:net';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { problemOf } from '../problems/problem-of.js';
import { invalidRequest } from '../problems/refusals.js';
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
    // what is no HTTP has no request that a hook or a filter could answer
    clientErrorHandler: (_error: Error, socket: Socket) => {
      if (!socket.writable) return void socket.destroy();
      const { body } = problemOf(invalidRequest('This is no HTTP/1.1, or its header is larger than 16 KiB.'), correlationIdFrom(undefined));
      const json = JSON.stringify(body);
      const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json', `content-length: ${Buffer.byteLength(json)}`, 'connection: close'];
      socket.end(`${head.join('\r\n')}\r\n\r\n${json}`);
    },
  });
}
