// One server for all workers of a run: the first that needs it starts it, the end of the run stops it.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingServer, processIdentity } from '@rung/local-servers';
import { exclusively, recordMissing, runDirectory, sweepDeadRuns, writeWhole, type SharedServer } from './run-directory.js';

export type StartedServer = Omit<SharedServer, 'identity'>;

/**
 * The run's server of that name, started now if no worker has started it.
 * @param start gets a directory of its own to put the server's files in.
 * @throws MissingServer, noted for the runner's summary, when it cannot be had here.
 */
export async function sharedServer(name: string, start: (dir: string) => Promise<StartedServer>): Promise<SharedServer> {
  const path = join(runDirectory(), 'servers', `${name}.json`);
  const known = await running(path);
  if (known) return known;
  return exclusively(name, async () => {
    const startedMeanwhile = await running(path);
    if (startedMeanwhile) return startedMeanwhile;
    await sweepDeadRuns();
    const started = await start(join(runDirectory(), name)).catch(async (error: unknown) => {
      if (error instanceof MissingServer) await recordMissing(error);
      throw error;
    });
    const record = { ...started, identity: processIdentity(started.pid) ?? '' };
    await writeWhole(path, record);
    return record;
  });
}

async function running(path: string): Promise<SharedServer | undefined> {
  if (!existsSync(path)) return undefined;
  const record = JSON.parse(await readFile(path, 'utf8')) as SharedServer;
  return processIdentity(record.pid) === record.identity ? record : undefined;
}
