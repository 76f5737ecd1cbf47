// The directory of one test run: what its workers tell each other, and what the runner reads afterwards.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { AlreadyClaimed, claim, type Claim, MissingServer, processIdentity, stopByPid, type StopStep } from '@rung/local-servers';
import setup, { runsDirectory, type RunPointer } from './jest-global-setup.js';

/** One server that a test wanted and could not have; `missing.json` holds a list of these. */
export interface MissingRecord {
  readonly server: string;
  readonly missing: string;
  readonly remedy: string;
}

/** A server that all workers share: what the one that started it leaves for the others, and for whoever stops it. */
export interface SharedServer {
  readonly pid: number;
  readonly identity: string;
  readonly stopSteps: readonly StopStep[];
  /** What the server wrote, to be removed when it is stopped. */
  readonly directories: readonly string[];
  /** How to reach it. */
  readonly address: string;
}

/** The directory of this run. Outside Jest the first call makes one, and its servers end with this process. */
export function runDirectory(): string {
  const given = process.env['RUNG_TEST_RUN_DIR'];
  if (given !== undefined) return given;
  setup();
  const dir = process.env['RUNG_TEST_RUN_DIR'] as string;
  process.once('exit', () => {
    for (const { pid, stopSteps } of recordsIn(dir)) if (processIdentity(pid)) process.kill(pid, stopSteps[0]?.signal);
  });
  return dir;
}

/** Runs the action while no other worker, and nobody else in this one, runs one under the same name in this run. */
export function exclusively<T>(name: string, action: () => Promise<T>): Promise<T> {
  return exclusivelyAt(join(runDirectory(), `${name}.lock`), action);
}

async function exclusivelyAt<T>(path: string, action: () => Promise<T>): Promise<T> {
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

/**
 * Stops what runs left behind whose Jest was killed, and removes their files.
 * @param runs where the runs leave word of themselves; the usual place unless given.
 */
export function sweepDeadRuns(runs = runsDirectory()): Promise<void> {
  return exclusivelyAt(join(runs, 'sweep.lock'), async () => {
    for (const pointer of readdirSync(runs).filter((name) => name.endsWith('.json'))) {
      const { pid, runDir } = pointerIn(join(runs, pointer)) ?? {};
      if (pid === undefined || runDir === undefined || processIdentity(pid) !== undefined) continue;
      for (const record of recordsIn(runDir)) {
        await stopByPid(record.pid, record.identity, record.stopSteps);
        for (const directory of record.directories) rmSync(directory, { recursive: true, force: true });
      }
      rmSync(runDir, { recursive: true, force: true });
      rmSync(join(runs, pointer), { force: true });
    }
  });
}

/** A run that ends meanwhile takes its word with it. */
function pointerIn(path: string): RunPointer | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RunPointer) : undefined;
}

function recordsIn(dir: string): SharedServer[] {
  const servers = join(dir, 'servers');
  if (!existsSync(servers)) return [];
  return readdirSync(servers)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(servers, name), 'utf8')) as SharedServer);
}
