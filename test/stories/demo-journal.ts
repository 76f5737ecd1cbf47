// What the demo wrote down as answered, in a data directory: what a kill, a backup or a restore is held against.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Acknowledged } from '@rung/standalone';

/** What was acknowledged; a line that is being written, or that a kill cut off, was not. */
export async function journalOf(dataDir: string): Promise<Acknowledged[]> {
  const text = await readJournal(dataDir);
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Acknowledged);
}

/** How many were acknowledged, without what they are: it is asked all the time. */
export async function acknowledgedIn(dataDir: string): Promise<number> {
  return (await readJournal(dataDir)).split('}\n').length - 1;
}

function readJournal(dataDir: string): Promise<string> {
  return readFile(join(dataDir, 'demo.journal.ndjson'), 'utf8').catch(() => '');
}
