// What a person is told of a folder that was named for a backup or a restore, and cannot serve.
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';

import { backUp } from './backup.js';
import { asNobody } from './as-nobody.fixture.js';
import { restore } from './restore.js';

const testMs = 300_000;
let dir: string;
let server: RunningPostgres;
const at = (name: string): string => join(dir, name);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-folder-'));
  await chmod(dir, 0o777); // PostgreSQL's own user, and nobody, go through it
  await writeFile(at('file'), '');
  server = await startPostgres({ dataDir: at('data/postgres'), tell: () => undefined });
}, testMs);
afterAll(async () => {
  await server?.stop();
  await rm(dir, { recursive: true, force: true });
}, testMs);

const unusable = (folder: string, why: RegExp) => ({
  name: 'FolderUnusable',
  message: expect.stringMatching(new RegExp(`^The folder ${folder} cannot be used: ${why.source}.*\\. Make it usable for this user, or name another one\\.$`)),
});

describe('the folder of a backup', () => {
  it('is no file, and not below one', async () => {
    await expect(backUp(at('data'), at('file'))).rejects.toMatchObject(unusable(at('file'), /a part of the path is a file|it is a file/));
    await expect(backUp(at('data'), at('file/below'))).rejects.toMatchObject(unusable(at('file/below'), /.*file: it is a file/));
  }, testMs);

  it('is not where nothing can be made', async () => {
    await expect(backUp(at('data'), '/proc/rung')).rejects.toMatchObject(unusable('/proc/rung', /it cannot be made/));
  }, testMs);

  it('lies outside of the data, whatever way leads there', async () => {
    const within = { name: 'BackupRefused', message: expect.stringMatching(/lies within the data that it is to keep.*Give a folder elsewhere/) };
    for (const name of ['data', 'data/backups', 'data/postgres/backups']) await expect(backUp(at('data'), at(name))).rejects.toMatchObject(within);
    await symlink(at('data'), at('link'));
    await expect(backUp(at('data'), at('link/backups'))).rejects.toMatchObject(within);
    await expect(backUp(at('link'), at('data/backups'))).rejects.toMatchObject(within);
  }, testMs);
});

describe('the data of a backup', () => {
  it('are not said to be idle where this user may not look', async () => {
    await chmod(at('data'), 0o700);
    await asNobody(() => expect(backUp(at('data'), at('backups'))).rejects.toMatchObject(unusable(at('data'), /this user has not got the right to/)));
    await chmod(at('data'), 0o755);
  }, testMs);
});

describe('the folder of a restore', () => {
  const restoring = (folder: string) => restore({ folder, dataDir: at('theirs'), replace: false, tell: () => undefined });

  it('is not said to be empty where this user may not look, or where it is a file', async () => {
    await mkdir(at('closed'), { mode: 0o700 });
    await asNobody(() => expect(restoring(at('closed'))).rejects.toMatchObject(unusable(at('closed'), /this user has not got the right to/)));
    await expect(restoring(at('file'))).rejects.toMatchObject(unusable(at('file'), /a part of the path is a file/));
  });
});
