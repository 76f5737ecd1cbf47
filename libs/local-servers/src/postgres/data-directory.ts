// Where the data live: a directory the server's user can reach, initialised completely or not at all.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { promisify } from 'node:util';
import { endingWithParent } from '../process/ending-with-parent.js';
import type { SystemUser } from '../process/server-process.js';
import type { PostgresBinaries } from './binaries.js';
import { mustBeOfOurMajor } from './major-version.js';
import { canReach } from './unprivileged-user.js';

export const superuser = 'rung';

/**
 * The directory to use: the wanted one, or, when the server's user cannot reach that, another one, which a file beside the wanted
 * one names: whoever deletes the folder of the wanted one begins anew.
 * @param tell is told about the other one.
 */
export async function reachableDirectory(
  wanted: string,
  user: SystemUser | undefined,
  tell: (note: string) => void,
): Promise<string> {
  const dataDir = resolve(wanted);
  await mkdir(dirname(dataDir), { recursive: true });
  if (user === undefined || (await canReach(dirname(dataDir), user))) return dataDir;
  const elsewhere = await elsewhereFor(dataDir);
  tell(`The data are in ${elsewhere}, because the user PostgreSQL runs as cannot reach ${dataDir}.`);
  return elsewhere;
}

async function elsewhereFor(dataDir: string): Promise<string> {
  const note = `${dataDir}.elsewhere`;
  const named = await readFile(note, 'utf8').catch(() => undefined);
  const elsewhere = named?.trim() || join('/var/lib/rung', `${basename(dataDir)}-${randomBytes(6).toString('hex')}`);
  await mkdir(dirname(elsewhere), { recursive: true, mode: 0o755 });
  if (named === undefined) await writeFile(note, `${elsewhere}\n`, { mode: 0o600 });
  return elsewhere;
}

/**
 * Makes the directory a PostgreSQL cluster unless it is one. A start that is killed in the middle leaves none behind.
 * @returns the password of the superuser, which lives beside the data in a file only its owner can read.
 * @throws OtherMajorVersion; Error when initdb fails, when the directory holds something else, or when the data are there and their password is not.
 */
export async function initialise(dataDir: string, binaries: PostgresBinaries, user: SystemUser | undefined): Promise<string> {
  const passwordFile = `${dataDir}.password`;
  if (await stat(join(dataDir, 'PG_VERSION')).catch(() => undefined)) {
    await mustBeOfOurMajor(dataDir, `The data in ${dataDir} are`, 'Start the version of Rung that made them, or use another directory.');
    return passwordIn(passwordFile, dataDir);
  }
  const strangers = await readdir(dataDir).catch(() => []);
  if (strangers.length > 0) {
    throw new Error(`${dataDir} holds files that are no PostgreSQL data (${strangers[0]}): move them away, or use another directory.`);
  }
  const draft = `${dataDir}.init`;
  const secretDir = `${draft}-secret`;
  for (const path of [draft, secretDir]) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { mode: 0o700 });
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  try {
    const secret = join(secretDir, 'password');
    await writeFile(secret, password, { mode: 0o600 });
    if (user) for (const path of [draft, secretDir, secret]) await chown(path, user.uid, user.gid);
    await runInitdb(binaries.initdb, draft, secret, user);
  } finally {
    await rm(secretDir, { recursive: true, force: true });
  }
  // An empty directory that somebody made beforehand gives way.
  await rename(draft, dataDir);
  return password;
}

async function runInitdb(initdb: string, dir: string, passwordFile: string, user: SystemUser | undefined): Promise<void> {
  const args = ['-D', dir, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // The same order of texts on every machine, whatever its C library believes about languages.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  // Or one that outlived a stopped start would write into the draft of the next one.
  const run = endingWithParent({ command: initdb, args: [...args, ...locale] }, 'SIGKILL');
  try {
    await promisify(execFile)(run.command, run.args, { ...user, cwd: parse(dir).root });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`PostgreSQL could not make its data directory ${dir}: ${stderr?.trim() || message}`);
  }
}

async function passwordIn(passwordFile: string, dataDir: string): Promise<string> {
  const password = await readFile(passwordFile, 'utf8').catch(() => undefined);
  if (password !== undefined) return password.trim();
  throw new Error(
    `${dataDir} holds data, but the password file ${passwordFile} is gone. Put it back, or move the data away to begin anew.`,
  );
}
