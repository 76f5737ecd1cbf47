import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];

/** A refusal of the server by RFC 9457, or its silence. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly problem: Partial<Problem> & Readonly<Record<string, unknown>>,
    /** By which the server's log has the request. */
    readonly correlationId: string | undefined,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
  }

  /** Not there, or not for this person: the page does not tell one from the other. */
  get isForbidden(): boolean {
    return this.status === 403 || this.status === 404;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }
}
