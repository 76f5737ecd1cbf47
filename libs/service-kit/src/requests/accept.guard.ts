import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { FastifyRequest } from 'fastify';

/** Where @ApiProduces of @nestjs/swagger keeps what a handler gives; JSON where it says nothing. */
const produces = 'swagger/apiProduces';

/**
 * Refuses a request that accepts nothing of what the handler gives, before the handler does anything. A guard, and no
 * interceptor: a single one of those makes Nest build a dozen observables for every request.
 */
@Injectable()
export class AcceptGuard implements CanActivate {
  /** @throws DomainError not-acceptable */
  canActivate(host: ExecutionContext): boolean {
    const { accept } = host.switchToHttp().getRequest<FastifyRequest>().headers;
    const given = (Reflect.getMetadata(produces, host.getHandler()) as readonly string[] | undefined) ?? ['application/json'];
    if (accept === undefined || accept === '*/*' || given.some((type) => accepts(accept, type))) return true;
    throw new DomainError('not-acceptable', `This operation gives ${given.join(' or ')}.`);
  }
}

/** Whether an Accept header takes a media type: RFC 9110, 12.5.1, where the most specific range decides. */
export function accepts(header: string, type: string): boolean {
  if (header === type) return true;
  const [group] = type.split('/');
  const quality = new Map(header.split(',').map(rangeOf));
  return (quality.get(type) ?? quality.get(`${group}/*`) ?? quality.get('*/*') ?? 0) > 0;
}

function rangeOf(text: string): [string, number] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [range, weight === undefined ? 1 : Number(weight.slice(2))];
}
