// The processes that the distributed shape has started, as it notes them.
import { readFile } from 'node:fs/promises';
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
