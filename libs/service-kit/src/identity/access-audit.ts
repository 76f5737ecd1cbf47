import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

import { ACCESS_RULES, isRelationRule, PUBLIC_REASON, type AccessRule } from './access-rules.js';
import { Relations } from './relations.js';

/** Where Nest keeps the path of a handler: what has one is a route. */
const routePath = 'path';

/** Walks every route at start-up: one that nobody thought about, or that trusts a relation nobody knows, starts no process. */
@Injectable()
export class AccessAudit implements OnApplicationBootstrap {
  readonly #scanner = new MetadataScanner();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly relations: Relations,
  ) {}

  /** @throws Error that lists the handlers at fault. */
  onApplicationBootstrap(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype }) => (metatype ? this.#faultsOf(metatype) : []));
    if (faults.length > 0) throw new Error(`The access rules are incomplete:\n  ${faults.join('\n  ')}`);
  }

  #faultsOf(controller: object): string[] {
    const prototype = (controller as { prototype: Record<string, () => unknown> }).prototype;
    const name = (controller as { name: string }).name;
    return this.#scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      if (handler === undefined || Reflect.getMetadata(routePath, handler) === undefined) return [];
      return this.#faultsOfHandler(`${name}.${method}`, [handler, controller as () => unknown]);
    });
  }

  #faultsOfHandler(name: string, places: (() => unknown)[]): string[] {
    const reason = this.reflector.getAllAndOverride<string | undefined>(PUBLIC_REASON, places);
    const rules = this.reflector.getAllAndOverride<readonly AccessRule[] | undefined>(ACCESS_RULES, places);
    if (rules === undefined) {
      if (reason === undefined) return [`${name} has neither @Allow nor @PublicEndpoint`];
      return reason.trim() === '' ? [`${name} is public without a reason`] : [];
    }
    if (reason !== undefined) return [`${name} has both @Allow and @PublicEndpoint`];
    return rules
      .filter(isRelationRule)
      .filter(({ relation }) => !this.relations.has(relation))
      .map(({ relation }) => `${name} allows the relation "${relation}", which nobody registered`);
  }
}
