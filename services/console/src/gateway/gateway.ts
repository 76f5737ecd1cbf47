// `/api/…`: the services for the page. The cookie becomes an access token here, and bodies pass through as they come, both ways.
import type { Readable } from 'node:stream';

import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { bodyHandedOn, kindOfStatus, LOGGER, REGISTRY, unavailable, type Logger } from '@rung/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { Agent, request as ask } from 'undici';

import { CookieSessions } from '../sessions/cookie-sessions.js';
import { CONSOLE_ADAPTERS, type ConsoleAdapters } from '../tokens.js';
import { headersForPage, headersForService } from './passed-headers.js';
import { targetOf, type Target } from './upstreams.js';

/** A service stops a request after two minutes by itself; a stream of events may rest for as long as it likes. */
const headersTimeoutMs = 130_000;
const connectTimeoutMs = 5_000;
const retrySeconds = 2;

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const methods: Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

@Injectable()
export class Gateway implements OnApplicationShutdown {
  readonly #agent = new Agent({ headersTimeout: headersTimeoutMs, bodyTimeout: 0, connect: { timeout: connectTimeoutMs } });
  readonly #responses: Counter<'service' | 'status_code'>;

  constructor(
    private readonly sessions: CookieSessions,
    @Inject(CONSOLE_ADAPTERS) private readonly adapters: ConsoleAdapters,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REGISTRY) registry: Registry,
    host: HttpAdapterHost,
  ) {
    this.#responses = new Counter({
      name: 'rung_console_gateway_responses_total',
      help: 'What the services answered to the page, by kind of status; "none" where one gave no answer',
      labelNames: ['service', 'status_code'],
      registers: [registry],
    });
    this.#serveOn(host.httpAdapter.getInstance<FastifyInstance>());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#agent.destroy();
  }

  /**
   * In a scope of its own, whose bodies nobody parses: a controller would get each of them whole. What passes here may be a peer's answer,
   * so it is unobserved, all of it: the services observe the rest.
   */
  #serveOn(instance: FastifyInstance): void {
    void instance.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      const handler = (request: FastifyRequest, reply: FastifyReply) => this.#pass(request, reply);
      scope.route({ method: methods, url: '/api/*', config: { takes: bodyHandedOn, isUnobserved: true }, exposeHeadRoute: false, handler });
    });
  }

  /** @throws DomainError forbidden, invalid-request, not-found, sign-in-required, unavailable */
  async #pass(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.sessions.mustBeOwn(request);
    const target = targetOf(request.url);
    const token = await this.sessions.tokenOf(request);
    const gone = new AbortController();
    // whoever went away needs no answer, and the service need not make one
    reply.raw.once('close', () => gone.abort());
    const answer = await this.#ask(request, target, token, gone.signal);
    return reply.code(answer.statusCode).headers(headersForPage(answer.headers)).send(answer.body);
  }

  async #ask(request: FastifyRequest, { service, path }: Target, token: string, signal: AbortSignal): ReturnType<typeof ask> {
    try {
      const answer = await ask(new URL(path, this.adapters.services[service]), {
        method: request.method as Method,
        headers: headersForService(request.headers, token, request.correlationId),
        body: request.body as Readable | null | undefined,
        dispatcher: this.#agent,
        signal,
      });
      this.#responses.inc({ service, status_code: kindOfStatus(answer.statusCode) });
      return answer;
    } catch (error) {
      if (!signal.aborted) this.#noAnswer(error, service, request);
      throw unavailable('The service behind this does not answer right now. Repeat a change with the same Idempotency-Key.', retrySeconds);
    }
  }

  #noAnswer(error: unknown, service: string, { correlationId }: FastifyRequest): void {
    this.#responses.inc({ service, status_code: 'none' });
    this.logger.warn({ err: error, service, correlationId }, 'a service does not answer the page');
  }
}
