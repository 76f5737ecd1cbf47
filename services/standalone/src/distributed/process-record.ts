// Which processes were started, so that the next start finds those that a killed one left behind.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { processIdentity, stopByPid, type StopStep } from '@rung/local-servers';
import { z } from 'zod';

const recorded = z.object({
  name: z.string(),
  pid: z.int().positive(),
  /** Tells it from a later process with the same id. */
  identity: z.string(),
  stopSteps: z.array(z.object({ signal: z.enum(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL']), graceMs: z.number() })),
});
type Recorded = z.infer<typeof recorded>;

export interface ProcessRecord {
  /** To be called as soon as a process runs. */
  add(name: string, pid: number, stopSteps: readonly StopStep[]): Promise<void>;
}

/**
 * Stops what an earlier start on this directory left behind, the last one first, and begins a new record.
 * @param tell is told of each that is stopped.
 */
export async function processRecord(dataDir: string, tell: (line: string) => void): Promise<ProcessRecord> {
  const file = join(dataDir, 'processes.json');
  for (const { name, pid, identity, stopSteps } of (await recordsIn(file)).reverse()) {
    if (processIdentity(pid) !== identity) continue;
    tell(`Stopping ${name} (process ${pid}), which an earlier start left behind …`);
    await stopByPid(pid, identity, stopSteps);
  }
  const records: Recorded[] = [];
  // one after the other, or a shorter list could be written over a longer one
  let written = Promise.resolve();
  const write = (): Promise<void> => {
    written = written.then(async () => {
      await writeFile(`${file}.draft`, JSON.stringify(records));
      await rename(`${file}.draft`, file);
    });
    return written;
  };
  await write();
  return {
    add: async (name, pid, stopSteps) => {
      const identity = processIdentity(pid);
      if (identity === undefined) return;
      records.push({ name, pid, identity, stopSteps: stopSteps as Recorded['stopSteps'] });
      await write();
    },
  };
}

async function recordsIn(file: string): Promise<Recorded[]> {
  try {
    return z.array(recorded).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
