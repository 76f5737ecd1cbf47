// What PostgreSQL answered in the place of a result.
import pg from 'pg';

/**
 * Named here, as the driver re-exports its own from another package: TypeScript 7.0.2 left an error `unknown` behind `instanceof pg.DatabaseError`
 * in one build, and narrowed it in the next one of the same sources.
 */
export interface ServerError extends Error {
  /** SQLSTATE */
  readonly code?: string | undefined;
  readonly table?: string | undefined;
  readonly constraint?: string | undefined;
}

export const isServerError = (error: unknown): error is ServerError => error instanceof pg.DatabaseError;
