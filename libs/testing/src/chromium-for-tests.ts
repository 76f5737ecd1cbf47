// The browser of the end-to-end tests.
import { findChromium, MissingServer } from '@rung/local-servers';
import { recordMissing } from './run-directory.js';

/** @returns the program's file. @throws MissingServer, noted for the runner's summary, when there is none here. */
export async function chromiumForTests(): Promise<string> {
  return findChromium().catch(async (error: unknown) => {
    if (error instanceof MissingServer) await recordMissing(error);
    throw error;
  });
}
