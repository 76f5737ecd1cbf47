// A data directory as it was when a backup was taken, or at any moment since.
import { copyFile, readFile, rename, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { raiseEpoch } from '@rung/event-store';
import { restoreBase, type RunningPostgres } from '@rung/local-servers';
import pg from 'pg';

import { BackupRefused } from './backup-refused.js';
import { basesIn, inFolder, keptBeside } from './backup.js';
import { claimDirectory } from './claimed-directory.js';

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
}

/**
 * Restores a data directory that nobody serves. Its logs have a new epoch then, and are closed until it is started.
 * @throws BackupRefused; AlreadyRunning; BackupDamaged, OtherMajorVersion, NotReachable, ServerFailed, with the data that are there untouched.
 */
export async function restore({ folder: wanted, dataDir, to, replace, tell }: RestoreWish): Promise<RestoredDirectory> {
  const folder = resolve(wanted);
  const directory = await claimDirectory(dataDir);
  try {
    const postgres = join(directory.path, 'postgres');
    const isThere = await exists(postgres) || await exists(`${postgres}.elsewhere`);
    if (isThere && !replace) {
      throw new BackupRefused(`${directory.path} holds data. Give another --data DIR, or --replace to move them aside first.`);
    }
    const { base } = await baseFor(folder, to);
    const password = (await readFile(join(base, 'postgres.password'), 'utf8')).trim();
    const { movedTo } = await restoreBase({ base, wal: inFolder.wal(folder), dataDir: postgres, password, to, whenRecovered: closeLogs, tell });
    for (const name of keptBeside) await bring(join(base, name), join(directory.path, name));
    return { base, movedTo };
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

/** Each log gets an epoch that it never had: what goes on from here is not what went on before. */
async function closeLogs(server: RunningPostgres): Promise<void> {
  const names = await on(server.url('postgres'), async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datallowconn and not datistemplate');
    return rows.map(({ datname }) => datname);
  });
  for (const name of names) {
    await on(server.url(name), async (client) => {
      const { rows } = await client.query<{ has: boolean }>("select to_regclass('event_log.log_settings') is not null as has");
      if (rows[0]?.has === true) await raiseEpoch(client);
    });
  }
}

async function on<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function bring(from: string, to: string): Promise<void> {
  if (!(await exists(from))) return;
  await copyFile(from, `${to}.draft`);
  await rename(`${to}.draft`, to);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
