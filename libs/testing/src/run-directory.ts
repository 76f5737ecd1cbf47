// The directory of one test run: what its workers tell each other, and what the runner reads afterwards.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { AlreadyClaimed, claim, type Claim, MissingServer, processIdentity, stopByPid } from '@rung/local-servers';
import type { SharedServer } from './shared-server.js';
import setup from './jest-global-setup.js';

/** One server that a test wanted and could not have; `missing.json` holds a list of these. */
export interface MissingRecord {
  readonly server: string;
  readonly missing: string;
  readonly remedy: string;
}

let own: string | undefined;

/** The directory of this run. Outside Jest the first call makes one, and its servers end with this process. */
export function runDirectory(): string {
  const given = process.env['RUNG_TEST_RUN_DIR'];
  if (given !== undefined) return given;
  setup();
  own = process.env['RUNG_TEST_RUN_DIR'] as string;
  const dir = own;
  process.once('exit', () => {
    for (const { pid, stopSteps } of recordsIn(dir)) if (processIdentity(pid)) process.kill(pid, stopSteps[0]?.signal);
  });
  return dir;
}

/** Runs the action while no other worker, and nobody else in this one, runs one under the same name. */
export async function exclusively<T>(name: string, action: () => Promise<T>): Promise<T> {
  const path = join(runDirectory(), `${name}.lock`);
  let held: Claim | undefined;
  while (held === undefined) {
    held = await claim(path).catch(async (error: unknown) => {
      if (!(error instanceof AlreadyClaimed)) throw error;
      await after(20);
      return undefined;
    });
  }
  try {
    return await action();
  } finally {
    await held.release();
  }
}

/** Notes for the runner's summary that a server could not be had; each server once. */
export async function recordMissing({ server, missing, remedy }: MissingServer): Promise<void> {
  const path = join(runDirectory(), 'missing.json');
  await exclusively('missing', async () => {
    const known = existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as MissingRecord[]) : [];
    if (known.some((record) => record.server === server)) return;
    await writeWhole(path, [...known, { server, missing, remedy }]);
  });
}

/** Writes JSON so that a reader sees all of it or nothing. */
export async function writeWhole(path: string, value: unknown): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}.draft`, JSON.stringify(value, null, 2), { mode: 0o600 });
  await rename(`${path}.${process.pid}.draft`, path);
}

/** Stops what runs left behind whose Jest was killed, and removes their directories. */
export async function sweepDeadRuns(): Promise<void> {
  const runs = dirname(runDirectory());
  if (!/rung-test-runs-\d+$/.test(runs)) return;
  for (const dir of readdirSync(runs).map((name) => join(runs, name))) {
    const owner = join(dir, 'owner.json');
    if (!existsSync(owner)) continue;
    const { pid } = JSON.parse(readFileSync(owner, 'utf8')) as { pid: number };
    if (processIdentity(pid) !== undefined) continue;
    for (const record of recordsIn(dir)) {
      await stopByPid(record.pid, record.identity, record.stopSteps);
      for (const directory of record.directories) rmSync(directory, { recursive: true, force: true });
    }
    rmSync(dir, { recursive: true, force: true });
  }
}

function recordsIn(dir: string): SharedServer[] {
  const servers = join(dir, 'servers');
  if (!existsSync(servers)) return [];
  return readdirSync(servers)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(servers, name), 'utf8')) as SharedServer);
}
