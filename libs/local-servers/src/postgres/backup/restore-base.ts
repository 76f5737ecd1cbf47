// From a base backup and an archived log to data that a server runs on. The data that are there are touched last.
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

import { ServerFailed, type SystemUser } from '../../process/server-process.js';
import { unlessMissing } from '../../process/unless-missing.js';
import { reachableDirectory } from '../data-directory.js';
import { mustBeOfOurMajor } from '../major-version.js';
import { startPostgres, type RunningPostgres } from '../start-postgres.js';
import { unprivilegedUser } from '../unprivileged-user.js';
import { archivesNothing } from './archive-default.js';
import { connected } from './connected.js';
import { copyFile } from './copied-file.js';
import { BackupDamaged, readManifest, type Manifest } from './manifest.js';
import { missingSegment } from './wal-segments.js';

export interface RestoreOptions {
  readonly base: string;
  readonly wal: string;
  /** As it will be given to `startPostgres`. What is there is moved aside, once the restored data have run. */
  readonly dataDir: string;
  /** The superuser's at the time of the backup. */
  readonly password: string;
  /** ISO 8601; as far as the log goes where absent. */
  readonly to?: string;
  /** Called with the recovered server, before anybody else can reach it. */
  readonly whenRecovered: (server: RunningPostgres) => Promise<void>;
  readonly tell: (note: string) => void;
}

export interface Restored {
  /** Where the data are. */
  readonly dataDir: string;
  /** Where the data are that were there before. */
  readonly movedTo: string | undefined;
  /** The moment that they are of, ISO 8601. */
  readonly reached: string;
}

/** The archived log does not lead to that moment. */
export class NotReachable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotReachable';
  }
}

/** Replaying a day's log takes its time. */
const recoveredWithinMs = 6 * 60 * 60_000;

/** @throws BackupDamaged, OtherMajorVersion, NotReachable, ServerFailed, DataDirectoryInUse: then the data that are there are as they were. */
export async function restoreBase(options: RestoreOptions): Promise<Restored> {
  const { base, wal, to, tell } = options;
  const user = await unprivilegedUser();
  const manifest = await readManifest(base);
  await mustLeadFrom(manifest, wal, to);
  await mustBeReadable(base);
  const dataDir = await reachableDirectory(options.dataDir, user, tell);
  const draft = `${dataDir}.restore`;
  await clear(draft);
  await copyVerified(base, draft, manifest);
  await writeFile(join(draft, 'recovery.signal'), '', { mode: 0o600 });
  await writeFile(`${draft}.password`, options.password, { mode: 0o600 });
  if (user !== undefined) await handOver(draft, manifest, user);
  const reached = (await recover(draft, options)) ?? manifest.endedAt;
  const movedTo = await swap(draft, dataDir);
  await writeFile(`${dataDir}.password`, options.password, { mode: 0o600 });
  await clear(draft);
  return { dataDir, movedTo, reached };
}

async function mustLeadFrom({ startWal, stopWal, endedAt }: Manifest, wal: string, to: string | undefined): Promise<void> {
  if (to !== undefined && Date.parse(to) < Date.parse(endedAt)) {
    throw new NotReachable(`This backup ended at ${endedAt}: it leads to no moment before that.`);
  }
  const names = await readdir(wal).catch(unlessMissing);
  const missing = missingSegment(names ?? [], startWal, stopWal);
  if (missing !== undefined) throw new BackupDamaged(`The segment ${missing} of the log is missing in ${wal}.`);
}

async function mustBeReadable(base: string): Promise<void> {
  const files = join(base, 'postgres');
  if ((await stat(join(files, 'PG_VERSION')).catch(unlessMissing)) === undefined) throw new BackupDamaged(`${join(files, 'PG_VERSION')} is missing.`);
  await mustBeOfOurMajor(files, `The files of the backup ${base} are`, 'Restore them with the version of Rung that took the backup.');
}

async function copyVerified(base: string, draft: string, { directories, files }: Manifest): Promise<void> {
  await mkdir(draft, { mode: 0o700 });
  for (const path of directories) await mkdir(join(draft, path), { mode: 0o700 });
  for (const { path, bytes, sha256 } of files) {
    const copied = await copyFile(join(base, 'postgres', path), join(draft, path)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new BackupDamaged(`${join(base, 'postgres', path)} is missing.`) : error;
    });
    if (copied.bytes !== bytes || copied.sha256 !== sha256) throw new BackupDamaged(`${join(base, 'postgres', path)} is not what was backed up.`);
  }
}

async function handOver(draft: string, { directories, files }: Manifest, { uid, gid }: SystemUser): Promise<void> {
  for (const path of ['', ...directories, 'recovery.signal', ...files.map((file) => file.path)]) await chown(join(draft, path), uid, gid);
}

/**
 * Runs the server until the log is replayed and it has begun a timeline of its own.
 * @returns the moment that was asked for, or that of the last transaction there was.
 */
async function recover(draft: string, { wal, to, whenRecovered, tell }: RestoreOptions): Promise<string | undefined> {
  const settings = {
    restore_command: `cp '${wal.replaceAll('%', '%%').replaceAll("'", `'\\''`)}/'%f %p`,
    // A restored copy must not write into the archive of the data that it is a copy of.
    archive_command: archivesNothing,
    // Without it nobody gets in before the end, and no setting has to be as large as that of the server that was backed up.
    hot_standby: 'off',
    recovery_target_action: 'promote',
    ...(to !== undefined && { recovery_target_time: momentFor(to) }),
  };
  const server = await startPostgres({ dataDir: draft, settings, readyWithinMs: recoveredWithinMs, tell }).catch((error: unknown) => {
    throw notReachableOr(error, to);
  });
  try {
    const last = await connected(server.url('postgres'), async (client) => {
      await archiveNothingFromNowOn(client);
      return lastReplayed(client);
    });
    await whenRecovered(server);
    return to ?? last;
  } finally {
    await server.stop();
  }
}

/** The copy remembers the folder of the data that it was taken of; until its own first backup it has none. */
async function archiveNothingFromNowOn(client: pg.Client): Promise<void> {
  await client.query(`alter system set archive_command = '${archivesNothing}'`);
  await client.query('alter system reset archive_timeout');
}

async function lastReplayed(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ at: Date | null }>('select pg_last_xact_replay_timestamp() as at');
  return rows[0]?.at?.toISOString();
}

/** PostgreSQL knows no Z yet when it reads this setting. */
const momentFor = (iso: string): string => new Date(iso).toISOString().replace('T', ' ').replace('Z', '+00');

function notReachableOr(error: unknown, to: string | undefined): unknown {
  if (!(error instanceof ServerFailed) || !/recovery ended before configured recovery target was reached/.test(error.message)) return error;
  const last = /last completed transaction was at log time ([^\n]+)/.exec(error.message)?.[1];
  const reach = last === undefined ? '' : ` Its last transaction is of ${last.trim()}.`;
  return new NotReachable(`The archived log ends before ${to}.${reach} Leave the time out to restore all that there is.`);
}

/** @returns where the data went that were there. */
async function swap(draft: string, dataDir: string): Promise<string | undefined> {
  const isThere = (await stat(dataDir).catch(unlessMissing)) !== undefined;
  const aside = `${dataDir}.before-restore-${new Date().toISOString().replaceAll(':', '-')}`;
  if (isThere) {
    await rename(dataDir, aside);
    await rename(`${dataDir}.password`, `${aside}.password`).catch(unlessMissing);
  }
  await rename(draft, dataDir);
  return isThere ? aside : undefined;
}

/** With what `startPostgres` puts beside the data. */
async function clear(draft: string): Promise<void> {
  for (const path of [draft, `${draft}.password`, `${draft}.log`, `${draft}.log.previous`, `${draft}.claim.1`]) {
    await rm(path, { recursive: true, force: true });
  }
}
