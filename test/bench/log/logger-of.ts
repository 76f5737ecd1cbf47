// What goes wrong while a bench runs, told to the person who waits.
import type { Logger } from '@rung/messaging';

export function loggerOf(progress: (message: string) => void): Logger {
  const tell = (fields: object, message?: string): void => progress(`${message} ${JSON.stringify(fields)}`);
  return { info: () => undefined, warn: tell, error: tell };
}
