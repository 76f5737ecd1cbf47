import { types } from 'node:util';

/** Also for errors of another realm, which no `instanceof` knows: those of Node itself in a test runner's sandbox. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
