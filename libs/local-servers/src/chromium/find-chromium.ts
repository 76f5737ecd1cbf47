// The browser that the page is looked at in: one that is there, never one of our own.
import { MissingServer } from '../missing-server.js';
import { onPath } from '../process/on-path.js';

/** Debian's Chromium without a window, and without what a window costs. */
export const headlessShell = 'chromium-headless-shell';
const programs = [headlessShell, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** What keeps Chromium from being found here; undefined when nothing does. */
export async function chromiumMissing(): Promise<MissingServer | undefined> {
  if ((await installed()) !== undefined) return undefined;
  return new MissingServer(
    'Chromium',
    'there is neither chromium nor google-chrome on PATH.',
    'Install it (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM_PATH to the program.',
  );
}

/** @returns the program's file: what CHROMIUM_PATH names, or what is on PATH. @throws MissingServer */
export async function findChromium(): Promise<string> {
  const found = await installed();
  if (found === undefined) throw (await chromiumMissing())!;
  return found;
}

async function installed(): Promise<string | undefined> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  for (const program of programs) {
    const found = await onPath(program);
    if (found !== undefined) return found;
  }
  return undefined;
}
