// One id from the HTTP request to the log, carried beside the calls; from there on the events carry it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

import { isUuid } from '../identity/person-id.js';

const correlations = new AsyncLocalStorage<string>();

/** The id that the work in progress belongs to, if it belongs to one. */
export function currentCorrelationId(): string | undefined {
  return correlations.getStore();
}

/** Runs a request's work under its id; what goes on with it later has the id in the events' metadata. */
export function withCorrelationId<Result>(id: string, work: () => Result): Result {
  return correlations.run(id, work);
}

/** The id that a client sent where it is a UUID, else a new one: what it sends ends up in logs, so no free text. */
export function correlationIdFrom(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && isUuid(header) ? header.toLowerCase() : randomUUID();
}
