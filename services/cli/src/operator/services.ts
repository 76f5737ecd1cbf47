// The services that may be at an address: one of them, or all in one process.
import { Refusal } from '../refusal.js';
import type { Client } from './service-client.js';

export const services = ['matrix', 'assessment', 'reporting'] as const;

export type OfService<Of> = Of & { readonly service: string };

/** @throws Refusal `service-unreachable` where no service of Rung is at the address. */
export function someService<Item>(client: Client, found: readonly (Item[] | undefined)[]): Item[] {
  const there = found.filter((items) => items !== undefined);
  if (there.length > 0) return there.flat();
  throw new Refusal('service-unreachable', [{ detail: `${client.url} is no service of Rung; is the address right?` }]);
}
