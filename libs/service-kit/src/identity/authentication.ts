import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { noToken, unauthenticated } from '../problems/refusals.js';
import { TOKEN_VERIFIER } from '../tokens.js';
import type { Actor } from './actor.js';
import type { TokenVerifier } from './token-verifier.js';

/** Who sends a request, found once per request. */
@Injectable()
export class Authentication {
  constructor(@Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier) {}

  /** @throws DomainError unauthenticated, unavailable */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    request.actor ??= await this.verifier.verify(bearerTokenOf(request.headers.authorization));
    return request.actor;
  }
}

function bearerTokenOf(header: string | undefined): string {
  const token = header === undefined ? undefined : /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (token === undefined) throw unauthenticated(noToken);
  return token;
}
