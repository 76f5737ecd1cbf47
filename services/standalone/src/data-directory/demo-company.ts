// A data directory has one demo in it; the size of its company is chosen when it begins.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { Misused } from '../arguments.js';
import { organisationOf, type Organisation } from '../demo/organisation/organisation.js';

const defaultPeople = 120;
const begun = z.object({ people: z.int() });

/** @param people as asked for; what the directory has where absent. @throws Misused when it has another size. */
export async function demoCompany(dataDir: string, people: number | undefined): Promise<Organisation> {
  const file = join(dataDir, 'demo.json');
  const kept = await readFile(file, 'utf8').then((text) => begun.parse(JSON.parse(text)), unlessMissing);
  if (kept !== undefined && people !== undefined && people !== kept.people) {
    throw new Misused(`The demo in ${dataDir} has ${kept.people} people; for ${people} give another --data DIR.`);
  }
  const size = kept?.people ?? people ?? defaultPeople;
  if (kept === undefined) await writeFile(file, `${JSON.stringify({ people: size })}\n`);
  return organisationOf(size);
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
