// How an append can fail for reasons that are not the caller's.
import { logRestoredCode } from './append-sql.js';
import { commandIdKey } from './event-log-sql.js';
import { isServerError, type ServerError } from './server-error.js';

/** The connection was lost while a batch was being committed, and the retries could not find out. Retry with the same command id. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('Whether the append was committed is unknown; the same command id will tell.', { cause });
    this.name = 'CommitUnknown';
  }
}

/** The server cannot be reached, or another writer holds the lane: nothing was stored, and a retry may well succeed. */
export class LogUnavailable extends Error {
  constructor(cause: unknown) {
    super('The log cannot be written at the moment; nothing was stored.', { cause });
    this.name = 'LogUnavailable';
  }
}

/** The log is closing, or closed. */
export class LogClosed extends Error {
  constructor() {
    super('The log is closed.');
    this.name = 'LogClosed';
  }
}

/** A lane's positions have a hole: nothing may be read past it. Somebody must act now. */
export class LogGap extends Error {
  constructor(
    readonly lane: number,
    readonly expectedPosition: bigint,
    readonly foundPosition: bigint,
  ) {
    super(`Lane ${lane} has position ${foundPosition} where ${expectedPosition} belongs.`);
    this.name = 'LogGap';
  }
}

/** The log's epoch is not the one that it was opened under: commands wait until it is known that nothing contradicts it. */
export class LogRestored extends Error {
  /** @param log its name. */
  constructor(readonly log: string) {
    super(`The log of ${log} was restored, or its standby promoted, and is not open for commands yet.`);
    this.name = 'LogRestored';
  }
}

export function isLogRestored(error: unknown): boolean {
  return isServerError(error) && error.code === logRestoredCode;
}

// Told by the code and not by the severity, which a server may translate. Classes: connection, operator intervention, system.
const connectionIsLost = /^(08|57P|58|25P03|25P04|XX)/;

/** The server answered with an error and rolled back: nothing of the statement was stored. */
export function isRolledBack(error: unknown): error is ServerError & { code: string } {
  return isServerError(error) && error.code !== undefined && !connectionIsLost.test(error.code);
}

const lockTimeout = '55P03';
const deadlock = '40P01';
const uniqueViolation = '23505';
const readOnlyTransaction = '25006';
/** A full disk, no memory, no connection to spare: the server's trouble, whatever the statement was. */
const serverLacks = /^53/;

/** The server was demoted while we were connected to it: it stored nothing, and another connection may find its successor. */
export function isReadOnly(error: ServerError): boolean {
  return error.code === readOnlyTransaction;
}

/**
 * Whether the same statement may well succeed in a moment: another writer held the lane, or was committing one of the
 * batch's command ids in another lane, so that the next look will find it answered; or the server could not write at all.
 */
export function mayPassSoon(error: ServerError & { code: string }): boolean {
  const isRacedCommand = error.code === uniqueViolation && error.constraint === commandIdKey;
  const isOfServer = isReadOnly(error) || serverLacks.test(error.code);
  return error.code === lockTimeout || error.code === deadlock || isRacedCommand || isOfServer;
}
