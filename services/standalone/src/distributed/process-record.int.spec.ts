import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { processRecord } from './process-record.js';

const steps = [{ signal: 'SIGTERM', graceMs: 5_000 }] as const;
let dir: string;
let child: ChildProcess;
let ended: Promise<unknown[]>;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-record-'));
  child = spawn('sleep', ['60'], { stdio: 'ignore' });
  ended = once(child, 'exit');
  await once(child, 'spawn');
});
afterEach(async () => {
  child.kill('SIGKILL');
  await ended;
  await rm(dir, { recursive: true, force: true });
});

describe('the record of processes', () => {
  it('lets the next start stop what was left behind', async () => {
    const record = await processRecord(dir, () => undefined);
    await record.add('matrix', child.pid ?? 0, steps);
    const told: string[] = [];
    await processRecord(dir, (line) => told.push(line));
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(told).toEqual([`Stopping matrix (process ${child.pid}), which an earlier start left behind …`]);
    expect(await readFile(join(dir, 'processes.json'), 'utf8')).toBe('[]');
  });

  it('leaves another process alone that has the same id now', async () => {
    const stranger = { name: 'matrix', pid: child.pid, identity: 'an earlier boot', stopSteps: steps };
    await writeFile(join(dir, 'processes.json'), JSON.stringify([stranger]));
    const told: string[] = [];
    await processRecord(dir, (line) => told.push(line));
    expect([told, child.exitCode, child.signalCode]).toEqual([[], null, null]);
  });
});
