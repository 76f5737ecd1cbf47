import { Catch, Inject, type ArgumentsHost } from '@nestjs/common';
import { LOGGER, ProblemFilter, problemOf, type Logger } from '@rung/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { signInNotice } from './sign-in-notice.js';

/** A sign-in that fails is seen by a person in the middle of it, who gets a page; a program gets the problem. */
@Catch()
export class SignInFilter extends ProblemFilter {
  constructor(@Inject(LOGGER) logger: Logger) {
    super(logger);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { headers, correlationId } = http.getRequest<FastifyRequest>();
    if (headers.accept?.includes('text/html') !== true) return super.catch(error, host);
    const { status, headers: ofProblem } = problemOf(error, correlationId);
    const { html, contentSecurityPolicy } = signInNotice({ isAway: status >= 500, correlationId, languages: headers['accept-language'] });
    const own = { ...ofProblem, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy };
    void http.getResponse<FastifyReply>().code(status).headers(own).send(html);
  }
}
