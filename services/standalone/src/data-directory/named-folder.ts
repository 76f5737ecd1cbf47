// A folder that somebody named: what the operating system refuses there is that folder's fault, and nothing that a stack explains.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/** How a folder is at fault, in words that say the way out. */
export type Unusable = (path: string, why: string, cause?: Error) => Error;

/** A folder of a backup or a restore cannot be used. */
export class FolderUnusable extends Error {
  constructor(path: string, why: string, cause?: Error) {
    super(`The folder ${path} cannot be used: ${why}. Make it usable for this user, or name another one.`, { cause });
    this.name = 'FolderUnusable';
  }
}

/** The system's words, in ours. What is not in here says nothing of a folder. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user has not got the right to',
  EPERM: 'this user has not got the right to',
  EROFS: 'it can only be read there',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'there is a folder in place of a file',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: "this user's share of the disk is used up",
};

export function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/**
 * Runs work on folders that somebody named.
 * @param named the first one is that which is written to.
 * @throws FolderUnusable in place of a refusal of the system.
 */
export async function onNamedFolders<Result>(named: readonly string[], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const why = isOfTheSystem(error) ? reasons[error.code ?? ''] : undefined;
    if (why === undefined) throw error;
    const { path, message } = error as NodeJS.ErrnoException;
    // an open file that cannot be written says nothing of where it is
    const [folder = dirname(path ?? '')] = named.filter((one) => path === undefined || isWithin(path, resolve(one)));
    throw new FolderUnusable(resolve(folder), `${why} (${message})`, error as Error);
  }
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** With all above it. Node's own recursive way never ends where nothing can be made, as in /proc. @throws what `unusable` makes. */
export async function makeFolder(path: string, unusable: Unusable): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw unusable(path, 'it is a file');
  if (dirname(path) !== path) await makeFolder(dirname(path), unusable);
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw unusable(path, `it cannot be made (${error.message})`, error);
  });
}
