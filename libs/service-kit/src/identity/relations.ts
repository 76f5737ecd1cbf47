import { Injectable } from '@nestjs/common';

import type { Actor } from './actor.js';

/**
 * Whether the actor stands in a relation to an object.
 * @param objectId the id that the rule's `of` names; '' for a rule without.
 * @param parameters all route parameters of the request, for a relation that depends on two of them.
 */
export type RelationCheck = (
  actor: Actor,
  objectId: string,
  parameters: Readonly<Record<string, string>>,
) => Promise<boolean>;

/** The relations that `@Allow({ relation })` may name. Services register theirs in `onModuleInit`. */
@Injectable()
export class Relations {
  readonly #checks = new Map<string, RelationCheck>([
    ['self', async (actor, personId) => actor.personId === personId],
    ['signed-in', async () => true],
  ]);

  /** @throws Error when the name is taken: two services that mean different things by one name must not meet. */
  register(name: string, check: RelationCheck): void {
    if (this.#checks.has(name)) throw new Error(`The relation "${name}" is registered twice.`);
    this.#checks.set(name, check);
  }

  has(name: string): boolean {
    return this.#checks.has(name);
  }

  /** False for a relation that nobody registered: unknown means denied. */
  async holds(name: string, actor: Actor, objectId: string, parameters: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const check = this.#checks.get(name);
    return check !== undefined && (await check(actor, objectId, parameters));
  }
}
