// The server that runs on a data directory, as it and its starter have written beside the data.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { unlessMissing } from '../../process/unless-missing.js';
import { superuser } from '../data-directory.js';

export interface ServerOnData {
  /** Where the data are, which may be elsewhere than wanted. */
  readonly dataDir: string;
  readonly password: string;
  /** The password is in it: do not print it. */
  url(database: string): string;
}

/** No server runs on the data. */
export class NotRunning extends Error {
  constructor(dataDir: string) {
    super(`No PostgreSQL runs on ${dataDir}: start Rung on it first. A backup is taken while it runs.`);
    this.name = 'NotRunning';
  }
}

/** @param wanted as it was given to `startPostgres`. @throws NotRunning */
export async function serverOn(wanted: string): Promise<ServerOnData> {
  for (const dataDir of [wanted, await elsewhere(wanted)]) {
    if (dataDir === undefined || (await stat(join(dataDir, 'PG_VERSION')).catch(unlessMissing)) === undefined) continue;
    const lines = ((await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(unlessMissing)) ?? '').split('\n');
    const port = Number(lines[3]);
    if (!(port > 0) || lines[7]?.trim() !== 'ready') break;
    const password = (await readFile(`${dataDir}.password`, 'utf8')).trim();
    return { dataDir, password, url: (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}` };
  }
  throw new NotRunning(wanted);
}

async function elsewhere(wanted: string): Promise<string | undefined> {
  return (await readFile(`${wanted}.elsewhere`, 'utf8').catch(unlessMissing))?.trim();
}
