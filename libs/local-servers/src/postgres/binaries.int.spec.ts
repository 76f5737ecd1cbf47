import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type InstalledPackage, installedPackage, postgresMissing, runnableBinaries } from './binaries.js';
import { unprivilegedUser } from './unprivileged-user.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the PostgreSQL binaries', () => {
  let dir: string;
  let installed: InstalledPackage;
  let told: string[];
  const tell = (note: string): unknown => told.push(note);
  beforeEach(async () => {
    told = [];
    dir = await mkdtemp(join(tmpdir(), 'rung-binaries-'));
    await chmod(dir, 0o755);
    const { dir: from, name, version } = await installedPackage();
    installed = { name, version, dir: join(dir, 'package') };
    await cp(join(from, 'native'), join(installed.dir, 'native'), { recursive: true, verbatimSymlinks: true });
    // As npm unpacks it when install scripts are off.
    for (const link of await links()) await rm(link, { force: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  const links = async (): Promise<string[]> => {
    const listed = await readFile(join(installed.dir, 'native/pg-symlinks.json'), 'utf8');
    return (JSON.parse(listed) as { target: string }[]).map(({ target }) => join(installed.dir, target));
  };

  it('are here, for this platform', async () => {
    expect(await postgresMissing()).toBeUndefined();
  });

  it('run where npm put them, with the links that its install script would have made', async () => {
    const { postgres } = await runnableBinaries(installed, dir, await unprivilegedUser(), tell);
    expect(postgres.startsWith(installed.dir)).toBe(true);
    for (const link of await links()) expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(told).toEqual([]);
  });

  asRoot('run from a copy when their user cannot read the checkout, made once', async () => {
    await chmod(installed.dir, 0o700);
    const user = await unprivilegedUser();
    const { postgres } = await runnableBinaries(installed, dir, user, tell);
    expect(postgres.startsWith(join(dir, `rung-postgres-${installed.version}-0`))).toBe(true);
    expect(told.join()).toContain('cannot read');
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...user, cwd: '/' });
    expect(stdout).toContain('PostgreSQL');
    const madeAt = (await lstat(postgres)).birthtimeMs;
    const again = await runnableBinaries(installed, dir, user, tell);
    expect((await lstat(again.postgres)).birthtimeMs).toBe(madeAt);
  });

  asRoot('are not run from a directory that others may write', async () => {
    await chmod(installed.dir, 0o700);
    const planted = join(dir, `rung-postgres-${installed.version}-0`);
    await cp(join(installed.dir, 'native/bin'), join(planted, 'native/bin'), { recursive: true });
    await chmod(planted, 0o777);
    await expect(runnableBinaries(installed, dir, await unprivilegedUser(), tell)).rejects.toThrow(`${planted} is not ours alone`);
  });

  it('that do not run here are missing, with a remedy', async () => {
    await rm(join(installed.dir, 'native', 'bin', 'postgres'));
    await expect(runnableBinaries(installed, dir, undefined, tell)).rejects.toMatchObject({
      name: 'MissingServer',
      server: 'PostgreSQL',
      remedy: expect.stringContaining('npm ci'),
    });
  });
});
