// Before a Jest run: a directory for it, where workers leave word of the servers they share. Starts nothing by itself.
// Jest requires this file by itself, without the workspace's resolution: it may import nothing but Node's own modules.
import { randomUUID } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a run leaves in its directory for its own end. */
export interface RunOwner {
  /** Somebody else made the directory and wants to read it afterwards. */
  readonly keepsDirectory: boolean;
  /** The file by which later runs find this one, should it be killed. */
  readonly pointer: string;
}

/** What later runs need to clean up after a run that was killed. */
export interface RunPointer {
  readonly pid: number;
  readonly runDir: string;
}

/**
 * Names the directory in RUNG_TEST_RUN_DIR, which workers inherit. A runner that set it before keeps the directory, and
 * finds `missing.json` there afterwards.
 */
export default function setup(): void {
  const runs = runsDirectory();
  const given = process.env['RUNG_TEST_RUN_DIR'];
  const runDir = given ?? mkdtempSync(join(runs, 'run-'));
  mkdirSync(runDir, { recursive: true });
  // The database runs as another user and must be able to walk in; what is secret in here is closed by itself.
  chmodSync(runDir, 0o755);
  const owner: RunOwner = { keepsDirectory: given !== undefined, pointer: join(runs, `${randomUUID()}.json`) };
  const pointer: RunPointer = { pid: process.pid, runDir };
  writeFileSync(join(runDir, 'owner.json'), JSON.stringify(owner));
  writeFileSync(owner.pointer, JSON.stringify(pointer));
  process.env['RUNG_TEST_RUN_DIR'] = runDir;
}

/** Where the runs of this user leave word of themselves. @throws Error when it belongs to somebody else. */
export function runsDirectory(): string {
  const self = process.getuid?.() ?? 0;
  const runs = join(tmpdir(), `rung-test-runs-${self}`);
  mkdirSync(runs, { recursive: true, mode: 0o755 });
  // What is written in here is believed: processes are ended and directories removed by it.
  const { uid, mode } = lstatSync(runs);
  if (uid !== self || (process.platform !== 'win32' && (mode & 0o022) !== 0)) {
    throw new Error(`${runs} is not ours alone: remove it, or set TMPDIR to a directory of your own.`);
  }
  return runs;
}
