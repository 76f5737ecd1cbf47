import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endingWithParent, systemTells } from './ending-with-parent.js';
import { processIdentity } from './process-table.js';
import { type ServerCommand, ServerFailed, spawnServer, stopByPid } from './server-process.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a server process', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-process-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const node = (script: string, graceMs = 5_000): ServerCommand => ({
    name: 'Example',
    command: process.execPath,
    args: ['-e', script],
    logFile: join(dir, 'example.log'),
    stopSteps: [{ signal: 'SIGTERM', graceMs }],
  });
  const said = async (text: string): Promise<void> => {
    while (!(await readFile(join(dir, 'example.log'), 'utf8')).includes(text)) await after(10);
  };

  it('that dies on its own is reported with the last lines of its log', async () => {
    const server = await spawnServer(node('console.log("first"); console.error("no memory left"); process.exit(3)'));
    expect(await server.exited).toMatchObject({ code: 3, asked: false, lastLines: ['first', 'no memory left'] });
  });

  it('ends when it is asked to', async () => {
    const server = await spawnServer(node('setInterval(() => undefined, 1000)'));
    await server.stop();
    expect(await server.exited).toMatchObject({ signal: 'SIGTERM', asked: true });
    await expect(server.stop()).resolves.toBeUndefined();
  });

  it('is killed when it does not want to end', async () => {
    const stubborn = 'process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000); console.log("up")';
    const server = await spawnServer(node(stubborn, 200));
    await said('up');
    await server.stop();
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL', asked: true });
  });

  it('that cannot be run at all is a failure that says so', async () => {
    const starting = spawnServer({ ...node(''), command: join(dir, 'absent'), outliveParent: true });
    await expect(starting).rejects.toThrow(ServerFailed);
    await expect(starting).rejects.toThrow('Example could not be run');
  });

  it('keeps the log of the start before', async () => {
    await (await spawnServer(node('console.log("one")'))).exited;
    await (await spawnServer(node('console.log("two")'))).exited;
    expect(await readFile(join(dir, 'example.log.previous'), 'utf8')).toBe('one\n');
  });

  it('is stopped by its id, unless the id belongs to another process by now', async () => {
    const server = await spawnServer(node('setInterval(() => undefined, 1000); console.log("up")'));
    await said('up');
    const identity = processIdentity(server.pid) as string;
    await stopByPid(server.pid, 'an earlier process', [{ signal: 'SIGTERM', graceMs: 100 }]);
    expect(processIdentity(server.pid)).toBe(identity);
    await stopByPid(server.pid, identity, [{ signal: 'SIGTERM', graceMs: 5_000 }]);
    expect(await server.exited).toMatchObject({ signal: 'SIGTERM', asked: false });
  });

  onLinux('counts as gone when it is a zombie', async () => {
    // The shell becomes a `sleep`, which never asks after the child that the shell had.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [output] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(output);
      while (!(await readFile(`/proc/${parent.pid}/cmdline`, 'utf8')).startsWith('sleep')) await after(5);
      expect(processIdentity(pid)).toBeDefined();
      process.kill(pid, 'SIGKILL');
      while (!(await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') Z ')) await after(20);
      expect(processIdentity(pid)).toBeUndefined();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  describe('whose parent is killed', () => {
    /** @returns its id, to be stopped by whoever asked. */
    const orphanOf = async (command: string, args: readonly string[]): Promise<number> => {
      const script = '"$@" >/dev/null & echo $!; wait';
      const parent = spawn('sh', ['-c', script, 'sh', command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(said);
      // Once the shell, or setpriv, has become the command.
      while (!(await readFile(`/proc/${pid}/cmdline`, 'utf8')).startsWith('sleep')) await after(5);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      return pid;
    };
    const sleep = { command: 'sleep', args: ['60'] };

    (systemTells() ? it : it.skip)('ends as well', async () => {
      const { command, args } = endingWithParent(sleep, 'SIGTERM');
      const orphan = await orphanOf(command, args);
      while (processIdentity(orphan) !== undefined) await after(5); // without an end, if nobody told it
    });

    onLinux('would stay if nobody told it', async () => {
      const orphan = await orphanOf(sleep.command, sleep.args);
      await after(100);
      const identity = processIdentity(orphan);
      expect(identity).toBeDefined();
      await stopByPid(orphan, identity ?? '', []);
    });
  });
});
