// What a command needs to know of the request that brought it.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import type { Actor } from '../identity/actor.js';
import { isUuid } from '../identity/person-id.js';
import { invalidRequest, unauthenticated } from '../problems/refusals.js';

export interface RequestContext {
  readonly actor: Actor;
  readonly correlationId: string;
  /** When the server had the request with its body, ISO 8601: the time that commands are decided by. */
  readonly receivedAt: string;
  /** From `Idempotency-Key`: the same key has one effect and one answer, for ever. */
  readonly commandId?: string;
  /** Beside a command id: SHA-256 of who asked for what, the same for a retry. Kept only as `Commands` keeps it. */
  readonly requestDigest?: string;
  /** From `If-Match`: refuse unless the stream is at this version. */
  readonly expectedVersion?: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the edge before anything else sees the request. */
    correlationId: string;
    /** Set by the edge once the body is there; one that is read as a stream may still come in. */
    receivedAt: string;
    /** Set by the access guard once the token is verified. */
    actor: Actor | undefined;
  }
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws DomainError invalid-request when the header is there and is no UUID. */
export function commandIdFrom(headers: Headers): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && isUuid(key)) return key.toLowerCase();
  throw invalidRequest('The header Idempotency-Key must be one UUID.');
}

/** @throws DomainError invalid-request when the header is there and is not one version in quotes. */
export function expectedVersionFrom(headers: Headers): number | undefined {
  const tag = headers['if-match'];
  if (tag === undefined) return undefined;
  const version = typeof tag === 'string' ? /^"(\d{1,9})"$/.exec(tag)?.[1] : undefined;
  if (version !== undefined) return Number(version);
  throw invalidRequest('The header If-Match must be one version in quotes, as in "7".');
}

export function requestContextOf(request: FastifyRequest): RequestContext {
  if (request.actor === undefined) throw unauthenticated('This operation needs an access token.');
  const commandId = commandIdFrom(request.headers);
  return {
    actor: request.actor,
    correlationId: request.correlationId,
    receivedAt: request.receivedAt,
    ...(commandId !== undefined && { commandId, requestDigest: digestOf(request, request.actor) }),
    expectedVersion: expectedVersionFrom(request.headers),
  };
}

/** A body that is read as a stream is not in it: nothing has it as a whole. */
function digestOf({ method, url, body }: FastifyRequest, { personId }: Actor): string {
  const isStream = body instanceof Readable;
  return createHash('sha256').update(JSON.stringify([personId, method, url, isStream ? null : body])).digest('hex');
}

/** `@Context() context: RequestContext` */
export const Context = createParamDecorator((_data: undefined, host: ExecutionContext) =>
  requestContextOf(host.switchToHttp().getRequest<FastifyRequest>()),
);
