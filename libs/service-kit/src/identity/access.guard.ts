import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { forbidden, notFound } from '../problems/refusals.js';
import { PERSON_ID_SECRET } from '../tokens.js';
import { ACCESS_RULES, isRelationRule, PUBLIC_REASON, type AccessRule } from './access-rules.js';
import type { Actor } from './actor.js';
import { Authentication } from './authentication.js';
import { personIdFrom } from './person-id.js';
import { Relations } from './relations.js';

/** Decides each request before anything else of a handler runs. A handler without a rule is denied. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
    private readonly relations: Relations,
    @Inject(PERSON_ID_SECRET) private readonly personIdSecret: string,
  ) {}

  /**
   * @throws DomainError unauthenticated without an acceptable token; not-found where a relation to an object is what would have
   *   allowed it, so that a stranger learns nothing of the object; forbidden where only a role would have.
   */
  async canActivate(host: ExecutionContext): Promise<boolean> {
    const places = [host.getHandler(), host.getClass()];
    if (this.reflector.getAllAndOverride<string | undefined>(PUBLIC_REASON, places) !== undefined) return true;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.authentication.actorOf(request);
    const rules = this.reflector.getAllAndOverride<readonly AccessRule[] | undefined>(ACCESS_RULES, places) ?? [];
    for (const rule of rules) if (await this.#meets(rule, actor, request)) return true;
    throw rules.some(isRelationRule) ? notFound() : forbidden('None of your roles allows this operation.');
  }

  async #meets(rule: AccessRule, actor: Actor, request: FastifyRequest): Promise<boolean> {
    if (!isRelationRule(rule)) return actor.roles.has(rule.role);
    const parameters = request.params as Readonly<Record<string, string>>;
    const { relation, of } = rule;
    if (of === undefined) return this.relations.holds(relation, actor, '', parameters);
    const named = parameters[of] ?? (request.query as Readonly<Record<string, unknown>>)[of];
    if (typeof named !== 'string' || named === '') return false;
    const objectId = of === 'person' ? personIdFrom(this.personIdSecret, named) : named;
    return this.relations.holds(relation, actor, objectId, parameters);
  }
}
