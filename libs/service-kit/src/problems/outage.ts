// Telling a dependency that does not answer from a fault of ours: the first is a 503 and worth another try.
import { CommitUnknown, LogClosed, LogUnavailable } from '@rung/event-store';

import { isError } from './is-error.js';

const ofTheLog = [CommitUnknown, LogUnavailable, LogClosed];
/** The operating system's word for a name that is not found, or a connection that cannot be made or broke. */
const ofTheNetwork = new Set(['EAI_AGAIN', 'ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
/** SQLSTATEs that blame neither the request nor our statement: it is the server that cannot, or not now. */
const ofPostgres = new RegExp(
  `^(?:${[
    '08', // the connection
    '25006', // it may not write: demoted, or set to read only
    '25P0[34]', // a transaction that lasted too long
    '28', // it does not let us in: a password or the rules are being changed
    '3D000', // our database is not there: it is being restored or swapped
    '40', // a race that another won: deadlock, serialization, a standby's conflict, a commit that nobody knows of
    '53', // no disk, memory or connection left
    '55000', // our database takes no connections for now
    '55P03', // a lock that is not had in time
    '57014', // a statement that was cancelled
    '57P', // a shutdown, a start, a session ended by an operator
    '58', // the disk fails it
  ].join('|')})`,
);
/** The driver gives these no code. */
const ofTheDriver = /^(timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after|Query read timeout|Client .* not queryable)/;
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
