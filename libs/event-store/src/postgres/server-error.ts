// What PostgreSQL answered in the place of a result.
import pg from 'pg';

/**
 * Named here, as the driver re-exports its own from another package, which a build must find to narrow an error by it: one build did
 * not in half of the places, and why is not known.
 */
export interface ServerError extends Error {
  /** SQLSTATE */
  readonly code?: string | undefined;
  readonly table?: string | undefined;
  readonly constraint?: string | undefined;
}

export const isServerError = (error: unknown): error is ServerError => error instanceof pg.DatabaseError;
