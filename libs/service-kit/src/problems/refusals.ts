// Refusals of the edge itself, before any command is decided.
import { DomainError } from '@rung/event-sourcing';
import type { Problem } from '@rung/contracts';

export type FieldError = NonNullable<Problem['errors']>[number];

/** The request is not of the form that the operation takes: a 400 that names each field. */
export function invalidRequest(detail: string, errors: readonly FieldError[] = []): DomainError {
  return new DomainError('invalid-request', detail, errors.length === 0 ? {} : { errors });
}

/** The detail of a 401 for a request that brought no token. */
export const noToken = 'Send an access token: Authorization: Bearer …';

/** No valid access token: a 401. The reason says what the client can mend, never what was expected of a signature. */
export function unauthenticated(detail: string): DomainError {
  return new DomainError('unauthenticated', detail);
}

/** A 403: an operation that this actor has no role for. */
export function forbidden(detail: string): DomainError {
  return new DomainError('forbidden', detail);
}

/** A 404, the same for what does not exist and for what is not the actor's to see. */
export function notFound(): DomainError {
  return new DomainError('not-found', 'There is nothing at this address for you.');
}

/** A 503 with the seconds after which another try makes sense. */
export function unavailable(detail: string, retryAfterSeconds = 1): DomainError {
  return new DomainError('unavailable', detail, { retryAfterSeconds });
}

/** A 503: a view has not yet reached the version that `atLeast` asked for. */
export function viewBehind(atLeast: number, version: number, retryAfterSeconds = 1): DomainError {
  return new DomainError('view-behind', `The view is at version ${version} of ${atLeast}.`, {
    atLeast,
    version,
    retryAfterSeconds,
  });
}
