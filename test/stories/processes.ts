// The processes that Rung has started, as the distributed shape notes them or as the system knows them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { processIdentity } from '@rung/local-servers';

export interface Noted {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
}

export async function processesOf(dataDir: string): Promise<Noted[]> {
  return JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as Noted[];
}

export function isAlive({ pid, identity }: Noted): boolean {
  return processIdentity(pid) === identity;
}

/** This machine's processes whose command line is such, by their ids; Linux only. */
export async function processesLike(pattern: RegExp): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, at) => pattern.test((lines[at] ?? '').replaceAll('\0', ' ')));
}
