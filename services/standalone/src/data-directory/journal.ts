// What the services have acknowledged to the demo, a line each: after a crash nothing of it may be missing.
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import type { Acknowledged } from '../demo/client/client.js';

export interface Journal {
  write(acknowledged: Acknowledged): Promise<void>;
  close(): Promise<void>;
}

/** Appends to the journal of a data directory. */
export async function journalIn(dataDir: string): Promise<Journal> {
  const file = await open(join(dataDir, 'demo.journal.ndjson'), 'a', 0o600);
  return {
    // one write call per line: appends of one process do not mix
    write: async (acknowledged) => void (await file.write(`${JSON.stringify(acknowledged)}\n`)),
    close: () => file.close(),
  };
}
