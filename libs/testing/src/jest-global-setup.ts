// Before a Jest run: a directory for it, where workers leave word of the servers they share. Starts nothing by itself.
// Jest requires this file by itself, without the workspace's resolution: it may import nothing but Node's own modules.
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Names the directory in RUNG_TEST_RUN_DIR, which workers inherit. A runner that set it before keeps the directory, and
 * finds `missing.json` there afterwards.
 */
export default function setup(): void {
  const given = process.env['RUNG_TEST_RUN_DIR'];
  const runDir = given ?? newRunDirectory();
  mkdirSync(runDir, { recursive: true });
  // The database runs as another user and must be able to walk in; what is secret in here is closed by itself.
  chmodSync(runDir, 0o755);
  process.env['RUNG_TEST_RUN_DIR'] = runDir;
  writeFileSync(join(runDir, 'owner.json'), JSON.stringify({ pid: process.pid, keepsDirectory: given !== undefined }));
}

function newRunDirectory(): string {
  const runs = join(tmpdir(), `rung-test-runs-${process.getuid?.() ?? 0}`);
  mkdirSync(runs, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(runs, 'run-'));
}
