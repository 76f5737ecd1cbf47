// A PostgreSQL of our own for one machine: loopback only, password only, nothing acknowledged is ever lost.
import { parse } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { AlreadyClaimed, claim } from '../process/claim.js';
import { freePort } from '../process/free-port.js';
import { type ServerExit, type ServerProcess, type SystemUser, spawnServer } from '../process/server-process.js';
import { untilReady } from '../process/until-ready.js';
import { type PostgresBinaries, postgresBinaries } from './binaries.js';
import { archiveNothingUnlessTold } from './backup/archive-default.js';
import { initialise, reachableDirectory, superuser } from './data-directory.js';
import { postgresStopSteps, readPostmasterPid, stopOrphan } from './postmaster-pid.js';
import { unprivilegedUser } from './unprivileged-user.js';

export interface PostgresOptions {
  /** Made when it is missing. Its log, password and claim lie beside it. */
  readonly dataDir: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Server settings over ours: `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** See ServerCommand. Not unless given. */
  readonly outliveParent?: boolean;
  /** A minute unless given: replaying a long log takes more. */
  readonly readyWithinMs?: number;
  /** Told what a person should know: data or binaries that had to lie elsewhere, a server left behind. Standard error unless given. */
  readonly tell?: (note: string) => void;
}

export interface RunningPostgres {
  /** Connects as the superuser. The password is in it: do not print it. */
  url(database: string): string;
  readonly port: number;
  readonly pid: number;
  /** Where the data are, which is elsewhere than wanted when the server could not reach that. */
  readonly dataDir: string;
  readonly logFile: string;
  /** Settles when it is gone, asked or not. */
  readonly exited: Promise<ServerExit>;
  /** Creates a database of that name unless there is one. @throws RangeError when it is not a plain lower-case name. */
  createDatabase(name: string): Promise<void>;
  /** Ends every session, writes everything out and waits until the server is gone. */
  stop(): Promise<void>;
}

/** Somebody who is alive runs a server on these data already. */
export class DataDirectoryInUse extends Error {
  constructor(dataDir: string, holder: AlreadyClaimed) {
    super(`The data in ${dataDir} are in use by process ${holder.pid}: stop that one, or use another directory.`, { cause: holder });
    this.name = 'DataDirectoryInUse';
  }
}

/** Enough for a laptop; the defaults take twice the memory and say in the log which values a key violated. */
const laptopSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '100',
  wal_compression: 'pglz',
  min_wal_size: '80MB',
  max_wal_size: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  // Cannot be switched on later; see `archivesNothing`.
  archive_mode: 'on',
};

const defaultReadyWithinMs = 60_000;

/**
 * Starts PostgreSQL on a data directory and waits until it takes connections. A server that a killed process left on it
 * is stopped first.
 * @throws DataDirectoryInUse, MissingServer, OtherMajorVersion, ServerFailed
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const tell = options.tell ?? ((note: string) => process.stderr.write(`${note}\n`));
  const user = await unprivilegedUser();
  const binaries = await postgresBinaries(user, tell);
  const dataDir = await reachableDirectory(options.dataDir, user, tell);
  const held = await claim(`${dataDir}.claim`).catch((error: unknown) => {
    throw error instanceof AlreadyClaimed ? new DataDirectoryInUse(dataDir, error) : error;
  });
  try {
    await stopOrphan(dataDir, tell);
    const password = await initialise(dataDir, binaries, user);
    await archiveNothingUnlessTold(dataDir);
    const { server, port } = await launch(options, dataDir, binaries, user);
    // However it ends, whoever comes next may have the data. A claim that cannot be given up ends with this process.
    void server.exited.then(() => held.release()).catch(() => undefined);
    const url = (database: string): string => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
    return {
      url,
      port,
      pid: server.pid,
      dataDir,
      logFile: server.logFile,
      exited: server.exited,
      createDatabase: (name) => createDatabase(url('postgres'), name),
      stop: async () => {
        await server.stop();
        await held.release();
      },
    };
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** Tries again when a chosen port was taken meanwhile, and while backends of a killed server still finish. */
async function launch(
  options: PostgresOptions,
  dataDir: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<{ server: ServerProcess; port: number }> {
  const deadline = performance.now() + (options.readyWithinMs ?? defaultReadyWithinMs);
  for (;;) {
    const port = options.port ?? (await freePort());
    const server = await spawnServer({
      name: 'PostgreSQL',
      command: binaries.postgres,
      args: ['-D', dataDir, ...settingArgs({ ...laptopSettings, ...options.settings, port: `${port}` })],
      cwd: parse(dataDir).root,
      logFile: `${dataDir}.log`,
      user,
      stopSteps: postgresStopSteps,
      outliveParent: options.outliveParent,
    });
    const isReady = async (): Promise<boolean> => {
      const said = await readPostmasterPid(dataDir);
      return said?.pid === server.pid && said.ready;
    };
    const failure = await untilReady(server, { name: 'PostgreSQL', withinMs: deadline - performance.now(), everyMs: 10, isReady });
    if (failure === undefined) return { server, port };
    await server.stop();
    const passing = (options.port === undefined ? /still in use|Address already in use/ : /still in use/).test(failure.message);
    if (!passing || performance.now() > deadline) throw failure;
    await after(200);
  }
}

const settingArgs = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new RangeError(`"${name}" is not a plain lower-case database name.`);
  const client = new pg.Client({ connectionString: adminUrl });
  // A connection that breaks while idle would otherwise end this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database "${name}"`);
  } catch (error) {
    // Two asked at once and the other was faster.
    const duplicates = ['42P04', '23505'];
    if (!duplicates.includes((error as pg.DatabaseError).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}
