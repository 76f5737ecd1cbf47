// A data directory as it was when a backup was taken, or at any moment since.
import { copyFile, readFile, rename, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { restoreBase, unlessMissing, type RunningPostgres } from '@rung/local-servers';

import { BackupRefused } from './backup-refused.js';
import { basesIn, inFolder, keptBeside } from './backup.js';
import { claimDirectory } from './claimed-directory.js';
import { onNamedFolders } from './named-folder.js';
import { closeLogs, type RestoredLog } from './restored-logs.js';

export interface RestoreWish {
  readonly folder: string;
  readonly dataDir: string;
  /** ISO 8601; as far as the log goes where absent. */
  readonly to?: string;
  /** Whether data that are there may be moved aside. */
  readonly replace: boolean;
  readonly tell: (note: string) => void;
}

export interface RestoredDirectory {
  readonly base: string;
  readonly movedTo: string | undefined;
  /** The moment that the data are of, ISO 8601. */
  readonly reached: string;
  readonly logs: readonly RestoredLog[];
}

/**
 * Restores a data directory that nobody serves. Its logs have a new epoch then, and are closed until it is started.
 * @throws BackupRefused; AlreadyRunning; FolderUnusable; BackupDamaged, OtherMajorVersion, NotReachable, ServerFailed, with the data that are there untouched.
 */
export function restore(wish: RestoreWish): Promise<RestoredDirectory> {
  return onNamedFolders([wish.dataDir, wish.folder], () => restoreInto({ ...wish, folder: resolve(wish.folder) }));
}

async function restoreInto({ folder, dataDir, to, replace, tell }: RestoreWish): Promise<RestoredDirectory> {
  const directory = await claimDirectory(dataDir);
  try {
    const postgres = join(directory.path, 'postgres');
    const isThere = await exists(postgres) || await exists(`${postgres}.elsewhere`);
    if (isThere && !replace) {
      throw new BackupRefused(`${directory.path} holds data. Give another --data DIR, or --replace to move them aside first.`);
    }
    const { base } = await baseFor(folder, to);
    const password = (await readFile(join(base, 'postgres.password'), 'utf8')).trim();
    let logs: readonly RestoredLog[] = [];
    const whenRecovered = async (server: RunningPostgres) => void (logs = await closeLogs(server));
    const { movedTo, reached } = await restoreBase({ base, wal: inFolder.wal(folder), dataDir: postgres, password, to, whenRecovered, tell });
    for (const name of keptBeside) await bring(join(base, name), join(directory.path, name));
    return { base, movedTo, reached, logs };
  } finally {
    await directory.close();
  }
}

/** The newest base backup that was complete before the moment. */
async function baseFor(folder: string, to: string | undefined) {
  const bases = await basesIn(folder);
  const [first] = bases;
  if (first === undefined) throw new BackupRefused(`${folder} holds no complete backup.`);
  const base = bases.filter(({ manifest }) => to === undefined || Date.parse(manifest.endedAt) <= Date.parse(to)).at(-1);
  if (base !== undefined) return base;
  throw new BackupRefused(`The first backup in ${folder} ended at ${first.manifest.endedAt}: it leads to no moment before that.`);
}

async function bring(from: string, to: string): Promise<void> {
  if (!(await exists(from))) return;
  await copyFile(from, `${to}.draft`);
  await rename(`${to}.draft`, to);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(unlessMissing)) !== undefined;
}
