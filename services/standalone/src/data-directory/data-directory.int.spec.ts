import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Misused } from '../arguments.js';
import { asNobody } from './as-nobody.fixture.js';
import { AlreadyRunning, claimDirectory, DirectoryUnusable } from './claimed-directory.js';
import { demoCompany } from './demo-company.js';
import { journalIn } from './journal.js';
import { issuerKeyIn, secretsIn } from './secrets.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-data-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('a claimed directory', () => {
  it('is made, and names where it is served to who comes second', async () => {
    const path = join(dir, 'a/b');
    const claimed = await claimDirectory(path);
    await expect(claimDirectory(path)).rejects.toThrow(/still starting/);
    await claimed.sayWhere('http://127.0.0.1:7400');
    const second = claimDirectory(path);
    await expect(second).rejects.toThrow(AlreadyRunning);
    await expect(second).rejects.toThrow(/on port 7400/);
    await claimed.close();
    await (await claimDirectory(path)).close();
  });

  it('does not repeat what one before it has said', async () => {
    await writeFile(join(dir, 'running.json'), JSON.stringify({ pid: 1, url: 'http://127.0.0.1:9' }));
    const claimed = await claimDirectory(dir);
    await expect(claimDirectory(dir)).rejects.toThrow(/still starting/);
    await claimed.close();
  });

  it('cannot be made in a file', async () => {
    await writeFile(join(dir, 'file'), '');
    const below = claimDirectory(join(dir, 'file/below'));
    await expect(below).rejects.toThrow(DirectoryUnusable);
    await expect(below).rejects.toThrow(/it is a file/);
  });

  it('is no file', async () => {
    await writeFile(join(dir, 'file'), '');
    await expect(claimDirectory(join(dir, 'file'))).rejects.toThrow(
      `The data cannot be kept in ${join(dir, 'file')}: it is a file. Give a directory of your own with --data DIR.`,
    );
  });

  it('is refused where this user may not write', async () => {
    await chmod(dir, 0o777);
    const path = join(dir, 'theirs');
    await mkdir(path, { mode: 0o555 });
    await asNobody(() => expect(claimDirectory(path)).rejects.toThrow(/^The data cannot be kept in .*theirs: nothing can be written there/));
  });
});

describe('the secrets', () => {
  it('are made once, for their owner alone', async () => {
    const secrets = await secretsIn(dir);
    expect(await secretsIn(dir)).toEqual(secrets);
    expect(secrets.personIdSecret.length).toBeGreaterThanOrEqual(32);
    expect(Buffer.from(secrets.keyEncryptionKey, 'base64')).toHaveLength(32);
    expect((await stat(join(dir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it.each(['postgres', 'issuer-key.json'])('are not made anew beside %s', async (left) => {
    await writeFile(join(dir, left), '');
    await expect(secretsIn(dir)).rejects.toThrow(/secrets.json is gone/);
    expect(issuerKeyIn(dir)).toBe(join(dir, 'issuer-key.json'));
  });
});

describe("the demo's company", () => {
  it('keeps the size that it began with', async () => {
    expect((await demoCompany(dir, 24)).employees).toHaveLength(24);
    expect((await demoCompany(dir, undefined)).employees).toHaveLength(24);
    await expect(demoCompany(dir, 30)).rejects.toThrow(Misused);
  });

  it('has 120 people unless asked for others', async () => {
    expect((await demoCompany(dir, undefined)).employees).toHaveLength(120);
  });
});

describe('the journal', () => {
  it('has a line for each acknowledgement, over all starts', async () => {
    const entry = { command: 'POST /cycles', as: 'hr', key: 'k', body: undefined, status: 201, answer: {} };
    for (const key of ['a', 'b']) {
      const journal = await journalIn(dir);
      await journal.write({ ...entry, key });
      await journal.close();
    }
    const lines = (await readFile(join(dir, 'demo.journal.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(['a', 'b']);
  });
});
