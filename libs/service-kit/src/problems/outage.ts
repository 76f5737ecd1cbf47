// Telling a dependency that does not answer from a fault of ours: the first is a 503 and worth another try.
import { CommitUnknown, LogClosed, LogUnavailable } from '@rung/event-store';

import { isError } from './is-error.js';

const ofTheLog = [CommitUnknown, LogUnavailable, LogClosed];
/** The operating system's word for a connection that cannot be made or broke. */
const ofTheNetwork = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
/**
 * SQLSTATE: connection exceptions, a server that may not write (demoted) or cannot (no disk, memory or connection left), operator
 * intervention (a shutdown, a cancelled statement), a lock that is not had in time.
 */
const ofPostgres = /^(08|25006|53|55P03|57P0|57014|25P03|25P04)/;
/** The driver gives these no code. */
const ofTheDriver = /^(timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after)/;
const deepestCause = 4;

/** Whether an error, or what it was caused by, says that a dependency does not answer. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (!isError(error)) return false;
  if (ofTheLog.some((kind) => error instanceof kind)) return true;
  const { code, cause, driverError } = error as { code?: unknown; cause?: unknown; driverError?: unknown };
  if (typeof code === 'string' && (ofTheNetwork.has(code) || ofPostgres.test(code))) return true;
  if (ofTheDriver.test(error.message)) return true;
  return depth < deepestCause && (isOutage(cause, depth + 1) || isOutage(driverError, depth + 1));
}
