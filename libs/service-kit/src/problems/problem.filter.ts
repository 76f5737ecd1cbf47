import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Logger } from '../observability/logger.js';
import { LOGGER } from '../tokens.js';
import { problemOf } from './problem-of.js';

/** The one place where an error becomes an answer: application/problem+json of RFC 9457. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { correlationId } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { status, headers, body, logAs } = problemOf(error, correlationId);
    if (logAs !== undefined) this.logger[logAs]({ err: error, correlationId }, 'a request failed');
    if (reply.sent) return;
    void reply.code(status).headers(headers).send(body);
  }
}
