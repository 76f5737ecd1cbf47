// A data directory belongs to one running Rung at a time, which says there where it serves.
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { AlreadyClaimed, claim } from '@rung/local-servers';

export interface ClaimedDirectory {
  readonly path: string;
  /** Tells others, who find the directory taken, where to look. */
  sayWhere(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Another process serves these data. */
export class AlreadyRunning extends Error {
  constructor(dataDir: string, pid: number, url: string | undefined) {
    const where = url === undefined ? `as process ${pid}, and still starting` : `as process ${pid}, on port ${new URL(url).port}: ${url}`;
    super(`Rung runs already on the data in ${dataDir} (${where}). Stop that one first, or give this one --data DIR and --port N of its own.`);
    this.name = 'AlreadyRunning';
  }
}

/** The directory cannot be made. */
export class DirectoryUnusable extends Error {
  constructor(path: string, cause: Error) {
    super(`The directory ${path} cannot be made: ${cause.message}. Give another one with --data DIR.`, { cause });
    this.name = 'DirectoryUnusable';
  }
}

/** Makes the directory where it is missing. @throws AlreadyRunning, having touched nothing; DirectoryUnusable. */
export async function claimDirectory(dataDir: string): Promise<ClaimedDirectory> {
  const path = resolve(dataDir);
  await makeDirectory(path);
  const noted = join(path, 'running.json');
  const held = await claim(join(path, 'running.claim')).catch(async (error: unknown) => {
    if (!(error instanceof AlreadyClaimed)) throw error;
    throw new AlreadyRunning(path, error.pid, await urlIn(noted, error.pid));
  });
  return {
    path,
    sayWhere: async (url) => {
      await writeFile(`${noted}.draft`, `${JSON.stringify({ pid: process.pid, url })}\n`);
      await rename(`${noted}.draft`, noted);
    },
    close: () => held.release(),
  };
}

/** What the holder of the claim has written; not what one before it left. */
async function urlIn(path: string, pid: number): Promise<string | undefined> {
  try {
    const note = JSON.parse(await readFile(path, 'utf8')) as { pid: number; url: string };
    return note.pid === pid ? note.url : undefined;
  } catch {
    return undefined;
  }
}

/** With all above it. Node's own recursive way never ends where nothing can be made, as in /proc. @throws SystemError */
async function makeDirectory(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new DirectoryUnusable(path, error);
  });
}
