import type { Logger } from '../observability/logger.js';

export interface Closeable {
  close(): Promise<void>;
}

export interface StopOptions {
  readonly logger: Pick<Logger, 'info' | 'error'>;
  /** After this the process ends with code 1, whatever still runs. */
  readonly limitMs?: number;
  readonly exit?: (code: number) => void;
}

const signals = ['SIGTERM', 'SIGINT'] as const;
const defaultLimitMs = 20_000;

/**
 * On SIGTERM or SIGINT closes everything in the order given and ends the process: code 0, or 1 when something failed to close or
 * took too long. A second signal ends it at once.
 * @returns takes the listeners away again, for what embeds a service and stops it by itself.
 */
export function stopOnSignals(closeables: readonly Closeable[], options: StopOptions): () => void {
  const { logger, limitMs = defaultLimitMs, exit = (code) => process.exit(code) } = options;
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) {
      logger.error({ signal }, 'a second signal: ending at once');
      exit(1);
      return;
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    const limit = setTimeout(() => {
      logger.error({ limitMs }, 'the stop took too long');
      exit(1);
    }, limitMs);
    void closeAll(closeables, logger).then((clean) => {
      clearTimeout(limit);
      exit(clean ? 0 : 1);
    });
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

async function closeAll(closeables: readonly Closeable[], logger: StopOptions['logger']): Promise<boolean> {
  let clean = true;
  for (const closeable of closeables) {
    try {
      await closeable.close();
    } catch (error) {
      clean = false;
      logger.error({ err: error }, 'something did not close');
    }
  }
  return clean;
}
