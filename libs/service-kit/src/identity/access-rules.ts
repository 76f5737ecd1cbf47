// How a handler says who may call it. One that says nothing keeps the process from starting.
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';

import type { Role } from './actor.js';

export const ACCESS_RULES = 'rung:access-rules';
export const PUBLIC_REASON = 'rung:public-reason';

export interface RoleRule {
  readonly role: Role;
}

export interface RelationRule {
  /** A name registered in Relations. */
  readonly relation: string;
  /**
   * The route or query parameter that holds the object's id; a request without it is denied. One called `person` may hold the
   * organisation's key: the check gets the opaque id. Left out for relations to nothing in particular: the check gets ''.
   */
  readonly of?: string;
}

export type AccessRule = RoleRule | RelationRule;

export function isRelationRule(rule: AccessRule): rule is RelationRule {
  return 'relation' in rule;
}

/** Whoever meets any of the rules may call the handler, or every handler of the controller. */
export function Allow(...rules: readonly [AccessRule, ...AccessRule[]]): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS_RULES, rules);
}

/** Anybody may call the handler, and the reason why that is right. */
export function PublicEndpoint(reason: string): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(PUBLIC_REASON, reason), ApiSecurity({}));
}
