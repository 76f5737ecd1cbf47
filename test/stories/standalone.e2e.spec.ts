import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { copyOfTheDemo } from './prepared-demo.js';
import { processesLike } from './processes.js';
import { Stage, type RungChild } from './rung-child.js';
import { read, tokenOf } from './visitor.js';

const minutes = 60_000;
const stage = new Stage();
afterAll(() => stage.clear(), 5 * minutes);

describe('npm start, and then', () => {
  let dataDir: string;
  let serving: RungChild;
  let url: string;
  let said: string;
  /** A database that a loaded machine lets wait for more than a second is not ready, for a moment. */
  const isReady = () => eventually(async () => expect((await fetch(`${url}/ready`)).status).toBe(200));
  beforeAll(async () => {
    dataDir = await stage.directory();
    await copyOfTheDemo(24, dataDir); // that an empty directory comes to the same is told by the stories that cut it short
    serving = stage.start('start', ['--json', '--people', '24', '--port', '0', '--data', dataDir]);
    await serving.says(/Stop with Ctrl-C/, 10 * minutes);
    [, url = ''] = await serving.says(/(http:\/\/\S+)\/docs/, 1_000);
    said = serving.stdout;
  }, 15 * minutes);

  it('the grades are on standard output, and nothing else', () => {
    expect(said.split('\n')).toHaveLength(2);
    const { grades } = JSON.parse(said) as { grades: { person: string; grade: string | null }[] };
    expect(grades.map(({ person }) => person)).toEqual(Array.from({ length: 24 }, (_, at) => `E${String(at + 1).padStart(3, '0')}`));
    expect(new Set(grades.map(({ grade }) => grade)).size).toBeGreaterThanOrEqual(3);
  });

  it('it tells how grades are distributed, why somebody has one, where to go on and how to stop', () => {
    for (const words of [/Grades of 24 people:/, /Middle\+ +\d+ +█/, /The gate of .+ is passed: soft/, /docs/, /curl -H/, /Ctrl-C/]) {
      expect(serving.stderr).toMatch(words);
    }
  });

  it('it serves: pages, health, metrics, and the grade as the printed line asks for it', async () => {
    for (const page of ['docs', 'docs-json', 'live', 'metrics']) expect((await fetch(`${url}/${page}`)).status).toBe(200);
    await isReady();
    const [, token = '', address = ''] = await serving.says(/authorization: Bearer (\S+)' '(\S+)'/, 1_000);
    expect(await read(address, token)).toMatchObject({ status: 200, body: { state: 'released' } });
    expect((await fetch(address)).status).toBe(401);
  });

  it('a released grade is its person\'s to see, and no colleague\'s', async () => {
    const address = /authorization: Bearer \S+' '(\S+)'/.exec(serving.stderr)?.[1] ?? '';
    const colleague = await tokenOf(`${url}/issuer`, 'E024');
    expect(await read(address, colleague)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('a second start says that one runs, and where, and leaves everything as it is', async () => {
    const before = await readdir(dataDir);
    const second = stage.start('start', ['--data', dataDir]);
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(second.stderr).toContain(`on port ${new URL(url).port}`);
    expect(second.stdout).toBe('');
    expect(await readdir(dataDir)).toEqual(before);
    await isReady();
  });

  it('a signal stops it, and the next start gives the same bytes', async () => {
    expect(await serving.stop()).toEqual({ code: 0, signal: null });
    const again = stage.start('start', ['--once', '--json', '--data', dataDir]);
    expect(await again.ended).toEqual({ code: 0, signal: null });
    expect(again.stdout).toBe(said);
  }, 10 * minutes);

  it('the size of the demo stays what it was', async () => {
    const other = stage.start('start', ['--once', '--people', '30', '--data', dataDir]);
    expect(await other.ended).toMatchObject({ code: 2 });
    expect(other.stderr).toContain('has 24 people');
  });
});

describe('npm start --empty', () => {
  const missing = ['bash', 'curl'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
  let dataDir: string;
  let serving: RungChild;
  let url: string;
  beforeAll(async () => {
    dataDir = await stage.directory();
    serving = stage.start('start', ['--empty', '--port', '0', '--data', dataDir]);
    await serving.says(/Stop with Ctrl-C/, 5 * minutes);
    [, url = ''] = await serving.says(/(http:\/\/\S+)\/docs/, 1_000);
  }, 10 * minutes);

  it('serves without a demo, with secrets that nobody else may read', async () => {
    const token = await tokenOf(`${url}/issuer`, 'hr');
    expect((await read(`${url}/cycles`, token)).body).toEqual({ cycles: [] });
    expect((await read(`${url}/directory/people`, token)).body).toMatchObject({ people: [] });
    for (const file of ['secrets.json', 'issuer-key.json']) expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8'))).toMatchObject({ pid: serving.pid, url });
  });

  (missing.length === 0 ? it : it.skip)(`prints first steps that work as they are, in their order${missing.length === 0 ? '' : ` (left out: ${missing.join(', ')} not installed)`}`, async () => {
    const commands = serving.stdout.split('\n').filter((line) => line.startsWith('  ')).join('\n');
    const { status, stdout, stderr } = spawnSync('bash', ['-e'], { input: commands, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toMatch(/"code":|undefined/);
    const hr = await tokenOf(`${url}/issuer`, 'hr');
    const { cycles } = (await read(`${url}/cycles`, hr)).body as { cycles: { cycle: string }[] };
    const { body } = await read(`${url}/cycles/${cycles[0]?.cycle}?atLeast=3`, hr);
    expect([cycles.length, body]).toEqual([1, expect.objectContaining({ status: 'peer', participants: expect.objectContaining({ planned: 8 }) })]);
  }, 15 * minutes);

  it('does not serve data whose secrets are gone under new ones', async () => {
    expect(await serving.stop()).toEqual({ code: 0, signal: null });
    await unlink(join(dataDir, 'secrets.json'));
    const second = stage.start('start', ['--empty', '--port', '0', '--data', dataDir]);
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(second.stderr).toContain('secrets.json is gone');
  }, 10 * minutes);
});

describe('npm start, killed while it makes its database', () => {
  (process.platform === 'linux' ? it : it.skip)('leaves no process behind that writes into the next one\'s', async () => {
    const dataDir = await stage.directory();
    const start = () => stage.start('start', ['--empty', '--port', '0', '--data', dataDir]);
    const making = () => processesLike(new RegExp(`^\\S*initdb -D ${dataDir}/`));
    const killed = start();
    const found = await eventually(async () => {
      const pids = await making();
      expect(pids).toHaveLength(1);
      return pids;
    }, { timeoutMs: minutes, everyMs: 1 });
    try {
      for (const pid of found) process.kill(pid, 'SIGSTOP'); // or it might be done by itself
      process.kill(killed.pid, 'SIGKILL');
      await eventually(async () => expect(await making()).toEqual([]));
    } finally {
      for (const pid of await making()) process.kill(pid, 'SIGKILL');
    }
    const next = start();
    await next.says(/Stop with Ctrl-C/, 5 * minutes);
    expect(await next.stop()).toEqual({ code: 0, signal: null });
  }, 15 * minutes);
});

describe('what cannot be started', () => {
  it('words that mean nothing are answered with what can be said', async () => {
    const child = stage.start('start', ['--twice']);
    expect(await child.ended).toMatchObject({ code: 2 });
    expect(child.stderr).toContain("'--twice'");
    expect(child.stderr).toContain('Usage: npm start');
    expect(child.stdout).toBe('');
  });

  it('--help is an answer', async () => {
    const child = stage.start('start', ['--help']);
    expect(await child.ended).toMatchObject({ code: 0 });
    expect(child.stdout).toContain('--data DIR');
  });

  it('a port that another program has is named', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const child = stage.start('start', ['--port', `${port}`, '--data', await stage.directory()]);
      expect(await child.ended).toMatchObject({ code: 1 });
      expect(child.stderr).toContain(`Port ${port} is taken by another program`);
    } finally {
      other.close();
    }
  });

  it('a directory that cannot be made is named', async () => {
    const child = stage.start('start', ['--data', '/proc/rung/data']);
    expect(await child.ended).toMatchObject({ code: 1 });
    expect(child.stderr).toMatch(/The data cannot be kept in \/proc\/rung: it cannot be made/);
  });

  it('the issuer of the demo is not for production', async () => {
    const child = stage.start('start', ['--empty', '--port', '0', '--data', await stage.directory()], { env: { NODE_ENV: 'production' } });
    expect(await child.ended).toMatchObject({ code: 1 });
    expect(child.stderr).toContain('NODE_ENV=production');
  });
});
