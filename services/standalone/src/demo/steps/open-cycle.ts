// The directory is filled, and a cycle is opened for everybody in it.
import { z } from 'zod';

import { Refused } from '../client/client.js';
import { until } from '../client/patience.js';
import { hr, keyIn, patienceMs, type Demo } from '../demo.js';
import { directoryFiles } from '../organisation/directory-files.js';
import type { PublishedMatrix } from './publish-matrix.js';

const imported = z.object({ taken: z.int() });
const created = z.object({ id: z.uuid(), version: z.int() });
const answered = z.object({ version: z.int() });

const counts = z.object({ open: z.int(), submitted: z.int(), closed: z.int() });
const progressOfCycle = z.object({
  status: z.enum(['draft', 'self', 'peer', 'manager', 'calibration', 'released', 'closed', 'cancelled']),
  participants: z.object({ planned: z.int().nullable(), launched: z.int(), proposed: z.int(), confirmed: z.int(), released: z.int() }),
  assessments: z.object({ self: counts, manager: counts }),
});
export type CycleProgress = z.output<typeof progressOfCycle>;

/** @param atLeast the version that a command answered. @returns undefined while there is no such cycle. */
export async function readCycle({ client, services, cycle }: Demo, atLeast = 0): Promise<CycleProgress | undefined> {
  try {
    return await client.get(hr, `${services.assessmentUrl}/cycles/${cycle}?atLeast=${atLeast}`, progressOfCycle);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined;
    throw error;
  }
}

/** Imports the company's files; what is there already stays as it is. */
export async function fillDirectory(demo: Demo, { id, levels }: PublishedMatrix): Promise<void> {
  const { client, services, organisation, progress } = demo;
  progress(`Filling the directory with ${organisation.employees.length} people in ${organisation.units.length} units …`);
  const files = directoryFiles(organisation, id, levels.map(({ name }) => name));
  for (const file of ['units', 'positions', 'people', 'entry-grades'] as const) {
    const command = { key: keyIn(demo, 'directory', file), body: files[file], type: 'text/csv' } as const;
    await client.post(hr, `${services.assessmentUrl}/directory/imports/${file}`, command, imported);
  }
}

/** Creates the cycle as a draft, once the assessment service has heard of the published matrix. @param policy where it differs from the default. */
export async function createCycle(demo: Demo, matrix: PublishedMatrix, name: string, policy: object = {}): Promise<void> {
  const { client, services, cycle, progress, signal } = demo;
  progress(`Creating the review cycle "${name}" …`);
  const body = { id: cycle, name, matrix: { id: matrix.id, version: matrix.version }, policy };
  const create = async (): Promise<{ version: number } | undefined> => {
    try {
      return await client.post(hr, `${services.assessmentUrl}/cycles`, { key: keyIn(demo, 'create'), body }, created);
    } catch (error) {
      if (error instanceof Refused && error.code === 'matrix-version-unknown') return undefined;
      throw error;
    }
  };
  const { version } = await until('The arrival of the matrix at the assessment service', create, { timeoutMs: patienceMs, signal });
  await readCycle(demo, version);
}

export async function openCycle(demo: Demo): Promise<void> {
  const { version } = await actOnCycle(demo, 'opening');
  await readCycle(demo, version);
}

/** Waits until everybody's review is launched, with the assessments that open by themselves. */
export async function untilLaunched(demo: Demo): Promise<void> {
  const { employees } = demo.organisation;
  const managed = employees.filter(({ manager }) => manager !== null).length;
  const all = ({ open, submitted, closed }: CycleProgress['assessments']['self']): number => open + submitted + closed;
  await untilCycle(demo, 'The launch of the reviews', ({ participants, assessments }) =>
    participants.launched >= employees.length && all(assessments.self) >= employees.length && all(assessments.manager) >= managed,
  );
}

export async function untilCycle(demo: Demo, what: string, isThere: (cycle: CycleProgress) => boolean): Promise<void> {
  const look = async (): Promise<true | undefined> => {
    const found = await readCycle(demo);
    return found !== undefined && isThere(found) ? true : undefined;
  };
  await until(what, look, { timeoutMs: patienceMs, signal: demo.signal });
}

/** @param path below the cycle: `opening`, `phases/self/end`. */
export function actOnCycle(demo: Demo, path: string): Promise<{ version: number }> {
  const { client, services, cycle } = demo;
  return client.post(hr, `${services.assessmentUrl}/cycles/${cycle}/${path}`, { key: keyIn(demo, path) }, answered);
}
