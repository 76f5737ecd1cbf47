// A backup of a data directory that is served: base backups of its PostgreSQL, its log since the first one, and its secrets.
import { chmod, copyFile, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { claim, identityOf, readManifest, serverOn, takeBaseBackup, unlessMissing, type Manifest } from '@rung/local-servers';

import { BackupRefused } from './backup-refused.js';
import { FolderUnusable, isWithin, makeFolder, onNamedFolders } from './named-folder.js';

export interface Backup {
  readonly base: string;
  readonly manifest: Manifest;
  /** The folder that got the log until now, when it was another. */
  readonly archivedBefore: boolean;
}

/** What lies in a backup folder; nothing of it is ever changed, only added to. */
export const inFolder = {
  wal: (folder: string): string => join(folder, 'wal'),
  bases: (folder: string): string => join(folder, 'bases'),
  data: (folder: string): string => join(folder, 'data.json'),
};

/** What a data directory holds beside PostgreSQL's own, without which its data are of no use. */
export const keptBeside = ['secrets.json', 'issuer-key.json', 'demo.json'];

/**
 * Takes a base backup while Rung runs, and lets its server hand the log to the folder from now on.
 * @throws BackupRefused when the folder holds the backups of other data, or lies within these; FolderUnusable, NotRunning, ArchivingFailed.
 */
export function backUp(dataDir: string, wanted: string): Promise<Backup> {
  const folder = resolve(wanted);
  return onNamedFolders([folder, dataDir], () => backUpInto(folder, resolve(dataDir)));
}

async function backUpInto(folder: string, dataDir: string): Promise<Backup> {
  const postgres = join(dataDir, 'postgres');
  await mustBeOutside(folder, dataDir);
  await mustBeOutside(folder, (await serverOn(postgres)).dataDir);
  const identity = await identityOf(postgres);
  await makeFolder(inFolder.bases(folder), (path, why, cause) => new FolderUnusable(folder, path === folder ? why : `${path}: ${why}`, cause));
  await chmod(inFolder.bases(folder), 0o700); // keys and passwords are in there
  const held = await claim(join(folder, 'backup.claim'));
  try {
    await mustBeOf(folder, identity);
    const base = join(inFolder.bases(folder), new Date().toISOString().replaceAll(':', '-'));
    const { manifest, archivedBefore } = await takeBaseBackup({
      dataDir: postgres,
      base,
      wal: inFolder.wal(folder),
      beside: (draft) => keepBeside(dataDir, postgres, draft),
    });
    return { base, manifest, archivedBefore: archivedBefore !== undefined };
  } finally {
    await held.release();
  }
}

/** A copy within the data is lost with them, and is a part of what it copies. */
async function mustBeOutside(folder: string, data: string): Promise<void> {
  if (!isWithin(await withoutLinks(folder), await withoutLinks(data))) return;
  throw new BackupRefused(`${folder} lies within the data that it is to keep, ${data}: with these it would be lost. Give a folder elsewhere, best on another disk.`);
}

/** Also of a path that is not there yet. */
async function withoutLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  return real ?? (dirname(path) === path ? path : join(await withoutLinks(dirname(path)), basename(path)));
}

async function keepBeside(dataDir: string, postgres: string, draft: string): Promise<void> {
  for (const name of keptBeside) {
    if ((await stat(join(dataDir, name)).catch(() => undefined)) === undefined) continue;
    await copyFile(join(dataDir, name), join(draft, name));
    await chmod(join(draft, name), 0o600);
  }
  await writeFile(join(draft, 'postgres.password'), (await serverOn(postgres)).password, { mode: 0o600 });
}

/** After a restore the data go another way: both ways in one folder would lie over each other. */
async function mustBeOf(folder: string, identity: string): Promise<void> {
  const file = inFolder.data(folder);
  const known = await readFile(file, 'utf8').catch(unlessMissing);
  if (known === undefined) return writeFile(file, JSON.stringify({ identity }));
  if ((JSON.parse(known) as { identity: string }).identity === identity) return;
  throw new BackupRefused(`${folder} holds the backups of other data, or of these before they were restored. Give another folder.`);
}

/** The base backups of a folder that are complete, oldest first. */
export async function basesIn(folder: string): Promise<{ readonly base: string; readonly manifest: Manifest }[]> {
  const names = await readdir(inFolder.bases(folder)).catch(unlessMissing);
  const complete = (names ?? []).filter((name) => !name.endsWith('.incomplete')).sort();
  return Promise.all(complete.map(async (name) => {
    const base = join(inFolder.bases(folder), name);
    return { base, manifest: await readManifest(base) };
  }));
}
