// Other people's packages, which only benches use: they have a package.json and a lock file of their own in `peers/`.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { benchFolder } from './bench-folder.js';

const folder = join(benchFolder, 'peers');

/**
 * Imports a package of the peers, installing them all first when they are not there as the lock file says.
 * @throws when the package is not in `peers/package.json`, or the registry cannot be reached.
 */
export async function peer<T>(name: string): Promise<T> {
  if (!isInstalled()) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=notice'], { cwd: folder, stdio: ['ignore', 2, 2] });
  }
  const resolved = createRequire(join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(resolved).href)) as T;
}

interface Lock {
  readonly packages: Record<string, { readonly version?: string; readonly optional?: boolean }>;
}

/** Every package that is not optional is there in the version of the lock file. */
function isInstalled(): boolean {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const read = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as Lock).packages;
  const there = read(installed);
  return Object.entries(read(join(folder, 'package-lock.json')))
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .every(([path, { version }]) => there[path]?.version === version);
}
