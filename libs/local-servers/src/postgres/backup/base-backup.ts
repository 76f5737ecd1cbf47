// A copy of a running server's files that the archived log makes consistent: PostgreSQL's low-level backup, without its programs.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

import { unlessMissing } from '../../process/unless-missing.js';
import { connected } from './connected.js';
import { copyFile, digestOfFile } from './copied-file.js';
import { BackupDamaged, writeManifest, type BackedUpFile, type Manifest } from './manifest.js';
import { NotRunning, serverOn } from './running-server.js';
import { archiveTo, untilArchived } from './wal-archive.js';

export interface BaseBackupOptions {
  /** As it was given to `startPostgres`. */
  readonly dataDir: string;
  /** Made by this, and there only when it is complete. */
  readonly base: string;
  /** Where the server hands its log to from now on. */
  readonly wal: string;
  /** Adds to the backup's folder what belongs to it, before it is complete. */
  readonly beside: (draft: string) => Promise<void>;
}

export interface BaseBackup {
  readonly manifest: Manifest;
  /** The command that the log was archived by until now, when that was another. */
  readonly archivedBefore: string | undefined;
}

/** Which data these are: another server's, or the same ones after a restore, are others. @throws NotRunning */
export async function identityOf(dataDir: string): Promise<string> {
  const identified = connected((await serverOn(dataDir)).url('postgres'), async (client) => {
    const { rows } = await client.query<{ identity: string }>(
      "select system_identifier || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as identity from pg_control_system()",
    );
    return rows[0]?.identity ?? '';
  });
  // one that was killed has left word that it is ready
  return identified.catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ECONNREFUSED' ? new NotRunning(dataDir) : error;
  });
}

/**
 * Takes a base backup of a running server, together with the log that it needs.
 * @throws NotRunning, ArchivingFailed; BackupDamaged when the copy does not read as it was written.
 */
export async function takeBaseBackup({ dataDir: wanted, base, wal, beside }: BaseBackupOptions): Promise<BaseBackup> {
  const server = await serverOn(wanted);
  const draft = `${base}.incomplete`;
  await rm(draft, { recursive: true, force: true });
  const into = join(draft, 'postgres');
  await mkdir(into, { recursive: true, mode: 0o700 });
  const { archived, ...taken } = await connected(server.url('postgres'), async (client) => {
    const archived = await archiveTo(client, wal);
    const begun = await start(client);
    const copied = await copyTree(server.dataDir, into);
    const { label, endedAt } = await stop(client);
    const labelled = await written(into, 'backup_label', label);
    const stopWal = await handOverSomethingLater(client);
    await untilArchived(client, wal, stopWal);
    return { archived, ...begun, endedAt, stopWal, directories: copied.directories, files: [...copied.files, labelled] };
  });
  const manifest: Manifest = { format: 1, ...taken };
  await mustReadBack(into, manifest.files);
  await beside(draft);
  await writeManifest(draft, manifest);
  await rename(draft, base);
  return { manifest, archivedBefore: archived.before };
}

/** The backup lasts as long as the session: when it breaks, the server forgets the backup by itself. */
async function start(client: pg.Client): Promise<Pick<Manifest, 'startedAt' | 'startWal'>> {
  const { rows } = await client.query<{ at: Date; wal: string }>(
    "select clock_timestamp() as at, pg_walfile_name(pg_backup_start('rung backup', fast => true)) as wal",
  );
  const [row] = rows;
  return { startedAt: row!.at.toISOString(), startWal: row!.wal };
}

/** A time here has milliseconds: the next one is after the end, whatever came in between. */
async function stop(client: pg.Client): Promise<Pick<Manifest, 'endedAt'> & { label: string }> {
  const { rows } = await client.query<{ label: string; at: Date }>(
    "select labelfile as label, clock_timestamp() + interval '1 ms' as at from pg_backup_stop(wait_for_archive => false)",
  );
  const [row] = rows;
  return { endedAt: row!.at.toISOString(), label: row!.label };
}

/**
 * A recovery to a moment ends before the first transaction after it; without one the log would not lead to that moment. Where nobody
 * writes, this is the one after the backup's end.
 * @returns the segment that holds it.
 */
async function handOverSomethingLater(client: pg.Client): Promise<string> {
  await client.query('select pg_sleep(0.01), pg_current_xact_id()');
  const { rows } = await client.query<{ wal: string }>('select pg_walfile_name(pg_current_wal_insert_lsn() - 1) as wal, pg_switch_wal()');
  return rows[0]!.wal;
}

/** What a server makes anew when it starts, and what belongs to the one that runs. */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const leftOut = /^(postmaster\.(pid|opts)|backup_label|tablespace_map|current_logfiles|pgsql_tmp.*|pg_internal\.init.*)$/;
/** Last of all, as it tells where the log must be read from. */
const control = 'global/pg_control';

async function copyTree(from: string, into: string): Promise<{ directories: string[]; files: BackedUpFile[] }> {
  const directories: string[] = [];
  const paths: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(from, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        directories.push(path);
        await mkdir(join(into, path), { mode: 0o700 });
        if (!emptied.has(path)) await walk(path);
      } else if (entry.isFile() && !leftOut.test(entry.name) && path !== control) paths.push(path);
    }
  };
  await walk('');
  const files: BackedUpFile[] = [];
  for (const path of [...paths, control]) {
    // A table that was dropped meanwhile: the log drops it again.
    const copied = await copyFile(join(from, path), join(into, path)).catch(unlessMissing);
    if (copied !== undefined) files.push({ path, ...copied });
  }
  return { directories, files };
}

async function written(into: string, path: string, text: string): Promise<BackedUpFile> {
  await writeFile(join(into, path), text, { mode: 0o600, flush: true });
  return { path, ...(await digestOfFile(join(into, path))) };
}

async function mustReadBack(into: string, files: readonly BackedUpFile[]): Promise<void> {
  for (const { path, bytes, sha256 } of files) {
    const read = await digestOfFile(join(into, path));
    if (read.bytes !== bytes || read.sha256 !== sha256) throw new BackupDamaged(`${join(into, path)} does not read as it was written.`);
  }
}
