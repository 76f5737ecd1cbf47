// Every proposed grade is confirmed by a named person, then all are released.
import { explanation } from '@rung/contracts';
import { z } from 'zod';

import { inParallel, until } from '../client/patience.js';
import { Refused } from '../client/client.js';
import { hr, keyIn, patienceMs, width, type Demo } from '../demo.js';
import { actOnCycle, readCycle, untilCycle } from './open-cycle.js';

const answered = z.object({ version: z.int() });

/** Waits for the proposals; each manager confirms those of their people, HR the one who has no manager. */
export async function confirmGrades(demo: Demo): Promise<void> {
  const { client, services, organisation, cycle, progress } = demo;
  const { length } = organisation.employees;
  progress(`Waiting for ${length} proposed grades …`);
  await untilCycle(demo, 'The proposal of the grades', ({ participants }) => participants.proposed >= length);
  progress('Managers confirm them …');
  await inParallel(organisation.employees, width, async ({ key, manager }) => {
    const url = `${services.assessmentUrl}/cycles/${cycle}/participants/${key}/confirmation`;
    await client.post(manager ?? hr, url, { key: keyIn(demo, 'confirm', key) }, answered);
  });
}

export async function releaseGrades(demo: Demo): Promise<void> {
  demo.progress('Releasing the grades …');
  const { version } = await actOnCycle(demo, 'release');
  await readCycle(demo, version);
}

export async function closeCycle(demo: Demo): Promise<void> {
  const { length } = demo.organisation.employees;
  await untilCycle(demo, 'The release of the grades', ({ participants }) => participants.released >= length);
  const { version } = await actOnCycle(demo, 'closing');
  await readCycle(demo, version);
}

const gradeView = z.object({ state: z.string(), explanation });
export type GradeView = z.output<typeof gradeView>;

/** Every released grade, as the reporting service gives it, in the order of the people's keys. */
export function readGrades({ client, services, organisation, cycle, signal }: Demo): Promise<{ person: string; view: GradeView }[]> {
  return inParallel(organisation.employees, width, async ({ key }) => {
    const read = async (): Promise<GradeView | undefined> => {
      try {
        const view = await client.get(hr, `${services.reportingUrl}/grades/${key}?cycle=${cycle}`, gradeView);
        return view.state === 'released' ? view : undefined;
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return undefined;
        throw error;
      }
    };
    return { person: key, view: await until(`The grade of ${key}`, read, { timeoutMs: patienceMs, signal }) };
  });
}

const unitView = z.object({ people: z.int().nullable(), hidden: z.string().optional() });
/** What HR's report tells of a unit with all below it: how many have a grade, or why nothing is told. */
export type UnitView = z.output<typeof unitView>;

/** In the order of the organisation's units. */
export function readUnits({ client, services, organisation, cycle }: Demo): Promise<UnitView[]> {
  const report = `${services.reportingUrl}/reports/distribution?cycle=${cycle}`;
  return inParallel(organisation.units, width, ({ code }) => client.get(hr, `${report}&unit=${code}`, unitView));
}
