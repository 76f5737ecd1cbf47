import type { LoggerService } from '@nestjs/common';

import type { Logger } from './logger.js';

/** Nest's own lines through ours: its start-up chatter at debug, its warnings and errors as they are. */
export function nestLogger(logger: Logger): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) => logger.debug({ source: sourceOf(rest) }, textOf(message)),
    debug: (message: unknown, ...rest: unknown[]) => logger.debug({ source: sourceOf(rest) }, textOf(message)),
    verbose: (message: unknown, ...rest: unknown[]) => logger.trace({ source: sourceOf(rest) }, textOf(message)),
    warn: (message: unknown, ...rest: unknown[]) => logger.warn({ source: sourceOf(rest) }, textOf(message)),
    error: (message: unknown, ...rest: unknown[]) =>
      message instanceof Error
        ? logger.error({ source: sourceOf(rest), err: message }, message.message)
        : logger.error({ source: sourceOf(rest) }, textOf(message)),
    fatal: (message: unknown, ...rest: unknown[]) => logger.fatal({ source: sourceOf(rest) }, textOf(message)),
  };
}

/** Nest passes the name of the class that speaks as the last argument. */
function sourceOf(rest: readonly unknown[]): string {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : 'Nest';
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? String(message));
}
