import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MissingServer, processIdentity } from '@rung/local-servers';
import { sweepDeadRuns } from './run-directory.js';
import { sharedServer, type StartedServer } from './shared-server.js';

jest.setTimeout(600_000);

const nobody = 2 ** 22 + 1;

describe('a test run', () => {
  const outerRun = process.env['RUNG_TEST_RUN_DIR'] as string;
  let parent: string;
  let runs: string;
  let runDir: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'rung-run-spec-'));
    await chmod(parent, 0o755);
    runs = join(parent, `rung-test-runs-${process.getuid?.() ?? 0}`);
    runDir = join(parent, 'run-this');
    for (const dir of [runs, runDir]) await mkdir(dir, { recursive: true });
    process.env['RUNG_TEST_RUN_DIR'] = runDir;
  });
  afterEach(async () => {
    process.env['RUNG_TEST_RUN_DIR'] = outerRun;
    await rm(parent, { recursive: true });
  });

  const sleeper = (): StartedServer => {
    const { pid } = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
    return { pid: pid as number, stopSteps: [{ signal: 'SIGTERM', graceMs: 5_000 }], directories: [], address: `sleep:${pid}` };
  };

  it('starts a server once for all who want it, and again when it died', async () => {
    let starts = 0;
    const start = (): Promise<StartedServer> => {
      starts += 1;
      return Promise.resolve(sleeper());
    };
    const got = await Promise.all([1, 2, 3].map(() => sharedServer('sleeper', start)));
    expect(new Set(got.map(({ address }) => address)).size).toBe(1);
    expect(starts).toBe(1);
    process.kill(got[0]?.pid as number, 'SIGKILL');
    while (processIdentity(got[0]?.pid as number) !== undefined) await new Promise(setImmediate);
    const next = await sharedServer('sleeper', start);
    expect(starts).toBe(2);
    process.kill(next.pid, 'SIGKILL');
  });

  it('notes each server it could not have, once, for the summary', async () => {
    const start = (): Promise<StartedServer> => Promise.reject(new MissingServer('Kafka', 'there is no java.', 'Install Java.'));
    await expect(sharedServer('kafka', start)).rejects.toThrow('Kafka is not available here: there is no java. Install Java.');
    await expect(sharedServer('kafka', start)).rejects.toThrow(MissingServer);
    const noted: unknown = JSON.parse(await readFile(join(runDir, 'missing.json'), 'utf8'));
    expect(noted).toEqual([{ server: 'Kafka', missing: 'there is no java.', remedy: 'Install Java.' }]);
  });

  it('sweeps up after a run that was killed, and leaves one that goes on alone', async () => {
    const killed = join(parent, 'run-killed');
    const living = join(parent, 'run-living');
    const left = sleeper();
    const used = sleeper();
    for (const [runDir, pid, server] of [[killed, nobody, left], [living, process.pid, used]] as const) {
      await mkdir(join(runDir, 'servers'), { recursive: true });
      await writeFile(join(runs, `${pid}.json`), JSON.stringify({ pid, runDir }));
      await writeFile(join(runDir, 'servers', 'sleeper.json'), JSON.stringify({ ...server, identity: processIdentity(server.pid) }));
    }
    await sweepDeadRuns(runs);
    expect(processIdentity(left.pid)).toBeUndefined();
    expect(existsSync(killed)).toBe(false);
    expect(processIdentity(used.pid)).toBeDefined();
    expect(existsSync(living)).toBe(true);
    process.kill(used.pid, 'SIGKILL');
  });

  const jestOn = (spec: string): { args: string[]; env: NodeJS.ProcessEnv; cwd: string } => {
    const cwd = join(import.meta.dirname, '../../..');
    return {
      cwd,
      args: ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '-c', 'jest.config.js', '--runInBand', spec],
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: undefined, TMPDIR: parent },
    };
  };
  const processesOn = async (dir: string): Promise<string[]> => {
    const found: string[] = [];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (words.includes(dir)) found.push(words);
    }
    return found;
  };

  it('leaves no process and no file, but the note of what was missing', async () => {
    await writeFile(join(runDir, 'missing.json'), '[]');
    const { args, env, cwd } = jestOn('libs/testing/src/postgres-for-tests.int.spec.ts');
    const { stderr } = await promisify(execFile)(process.execPath, args, { env, cwd });
    expect(stderr).toMatch(/Tests: +(\d+) passed, \1 total/);
    expect(await readdir(runDir)).toEqual(['missing.json']);
    expect((await readdir(runs)).filter((name) => name.endsWith('.json'))).toEqual([]);
    expect(await processesOn(runDir)).toEqual([]);
  });

  it('that is killed leaves its server to the next run, which stops it', async () => {
    const { args, env, cwd } = jestOn('libs/testing/src/postgres-for-tests.int.spec.ts');
    const killed = spawn(process.execPath, args, { env, cwd, stdio: 'ignore' });
    while (!existsSync(join(runDir, 'servers', 'postgres.json'))) await new Promise((resolve) => setTimeout(resolve, 5));
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await processesOn(runDir)).not.toEqual([]);
    await sweepDeadRuns(runs);
    expect(await processesOn(runDir)).toEqual([]);
    expect(existsSync(runDir)).toBe(false);
  });
});
