// Structured logs: one JSON line each, with the correlation id, and nothing of an error but what cannot hold personal data.
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

import { isError } from '../problems/is-error.js';
import { currentCorrelationId } from '../requests/correlation.js';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** error = someone must act now, warn = it healed, info = lifecycle and requests, debug = the framework's chatter. */
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** The process or the service, in every line. */
  readonly name: string;
  /** Where the lines go; standard output where absent. */
  readonly destination?: DestinationStream;
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const deepestCause = 4;

/**
 * Drivers hang the query, its parameters and the offending row on their errors; those name people. So an error is logged
 * by its type, message, code and stack alone.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!isError(error)) return { type: typeof error, message: 'something that is no Error was thrown' };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack,
    ...(isError(cause) && depth < deepestCause && { cause: loggedError(cause, depth + 1) }),
  };
}

export function createLogger(options: LoggerOptions): Logger {
  const { level, name, destination } = options;
  const settings = {
    level,
    name,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => loggedError(error), error: (error: unknown) => loggedError(error) },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
    // a line's own correlationId wins over the one of the work in progress, and most lines have their own
    mixinMergeStrategy: (line: object, mixin: object) => ('correlationId' in line ? line : { ...mixin, ...line }),
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}
