// Tokens whose signature was checked a moment ago: a client sends the same one with each of its requests.
import type { Actor } from './actor.js';

export interface VerifiedTokens {
  find(token: string, now: Date): Actor | undefined;
  /** @param expires when the token itself stops to be acceptable. */
  add(token: string, actor: Actor, expires: Date, now: Date): void;
}

/** Short, so that a key that the issuer withdraws stops to count soon. */
const keptMs = 30_000;
const keptAtMost = 5_000;

export function createVerifiedTokens(): VerifiedTokens {
  const kept = new Map<string, { readonly actor: Actor; readonly until: number }>();
  return {
    find(token, now) {
      const found = kept.get(token);
      if (found === undefined) return undefined;
      if (now.getTime() < found.until) return found.actor;
      kept.delete(token);
      return undefined;
    },
    add(token, actor, expires, now) {
      // a Map iterates in order of insertion, so the first key is the oldest
      const oldest = kept.size >= keptAtMost ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(token, { actor, until: Math.min(expires.getTime(), now.getTime() + keptMs) });
    },
  };
}
