// A data directory belongs to one running Rung at a time, which says there where it serves.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { AlreadyClaimed, claim } from '@rung/local-servers';

import { isOfTheSystem, makeFolder, type Unusable } from './named-folder.js';

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

/** The directory cannot be made, or nothing can be kept in it. */
export class DirectoryUnusable extends Error {
  constructor(path: string, why: string, cause?: Error) {
    super(`The data cannot be kept in ${path}: ${why}. Give a directory of your own with --data DIR.`, { cause });
    this.name = 'DirectoryUnusable';
  }
}

const unusableData: Unusable = (path, why, cause) => new DirectoryUnusable(path, why, cause);

/** Makes the directory where it is missing. @throws AlreadyRunning, having touched nothing; DirectoryUnusable. */
export async function claimDirectory(dataDir: string): Promise<ClaimedDirectory> {
  const path = resolve(dataDir);
  await makeFolder(path, unusableData);
  const noted = join(path, 'running.json');
  const held = await claim(join(path, 'running.claim')).catch(async (error: unknown) => {
    if (isOfTheSystem(error)) throw unusableData(path, `nothing can be written there (${error.message})`, error);
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
