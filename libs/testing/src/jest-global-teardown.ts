// After a Jest run: stops, by id, every server that a worker started for all, and clears the directory of the run.
// Jest requires this file by itself, without the workspace's resolution: it may import nothing but Node's own modules.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { RunOwner } from './jest-global-setup.js';

interface ServerRecord {
  readonly pid: number;
  readonly stopSteps: readonly { readonly signal: NodeJS.Signals; readonly graceMs: number }[];
  readonly directories: readonly string[];
}

export default async function teardown(): Promise<void> {
  const runDir = process.env['RUNG_TEST_RUN_DIR'];
  if (runDir === undefined || !existsSync(runDir)) return;
  const servers = join(runDir, 'servers');
  const records = existsSync(servers) ? readdirSync(servers).filter((name) => name.endsWith('.json')) : [];
  await Promise.all(
    records.map(async (name) => {
      const record = JSON.parse(readFileSync(join(servers, name), 'utf8')) as ServerRecord;
      await stop(record);
      for (const directory of record.directories) rmSync(directory, { recursive: true, force: true });
    }),
  );
  const { keepsDirectory, pointer } = JSON.parse(readFileSync(join(runDir, 'owner.json'), 'utf8')) as RunOwner;
  for (const name of readdirSync(runDir).filter((entry) => entry !== 'missing.json')) {
    rmSync(join(runDir, name), { recursive: true, force: true });
  }
  if (!keepsDirectory) rmSync(runDir, { recursive: true, force: true });
  rmSync(pointer, { force: true });
}

async function stop({ pid, stopSteps }: ServerRecord): Promise<void> {
  for (const { signal, graceMs } of [...stopSteps, { signal: 'SIGKILL', graceMs: 10_000 } as const]) {
    if (!runs(pid)) return;
    process.kill(pid, signal);
    const deadline = performance.now() + graceMs;
    while (performance.now() < deadline && runs(pid)) await after(20);
  }
}

/** A zombie answers to signals for as long as nobody reaps it, which in a container may be for ever. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/^\d+ \(.*\) Z/s.test(readFileSync(stat, 'utf8'));
}
