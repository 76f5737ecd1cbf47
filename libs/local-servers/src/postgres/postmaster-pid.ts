// The file in which a running PostgreSQL says who it is; what is left of one that was killed.
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, processIdentity } from '../process/process-table.js';
import { type StopStep, stopByPid } from '../process/server-process.js';

export interface PostmasterPid {
  readonly pid: number;
  readonly ready: boolean;
}

/** Fast shutdown first, then one without a checkpoint, which the log makes good at the next start. */
export const postgresStopSteps: readonly StopStep[] = [
  { signal: 'SIGINT', graceMs: 30_000 },
  { signal: 'SIGQUIT', graceMs: 10_000 },
];

/** What the file says now; undefined when there is none, or it is only half written. */
export async function readPostmasterPid(dataDir: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  // A stand-alone backend writes its id negated.
  const pid = Math.abs(Number(lines[0]));
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Stops a server that its parent left behind, so that the data directory is free.
 * Only a process that is seen to be the server of this very directory is stopped.
 * @param tell is told about a server that had to be stopped.
 */
export async function stopOrphan(dataDir: string, tell: (note: string) => void): Promise<void> {
  const left = await readPostmasterPid(dataDir);
  if (left === undefined) return;
  const identity = processIdentity(left.pid);
  // The file of a dead server stays: PostgreSQL itself checks by it whether old backends still use the memory.
  if (identity === undefined) return;
  const runs = commandLineOf(left.pid) ?? '';
  if (/postgres/.test(runs) && (runs.includes(dataDir) || runs.includes(await realpath(dataDir)))) {
    tell(`A PostgreSQL (process ${left.pid}) was left running on ${dataDir} by a process that is gone; it is stopped first.`);
    await stopByPid(left.pid, identity, postgresStopSteps);
    return;
  }
  // The id belongs to something else by now, and PostgreSQL would take that for itself and refuse to start.
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
}
