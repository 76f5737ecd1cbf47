// The demo: a company imports its matrix, reviews everybody, and reads the grades. It begins, or goes on where it was interrupted.
import { createClient, type Acknowledged, type DemoServices } from './client/client.js';
import { cycleIdOf, cycleNameOf, type Demo } from './demo.js';
import type { Organisation } from './organisation/organisation.js';
import { answerInPhase, namePeers, readPeople } from './steps/answer-assessments.js';
import { closeCycle, confirmGrades, readGrades, readUnits, releaseGrades, type GradeView, type UnitView } from './steps/decide-grades.js';
import { createCycle, fillDirectory, openCycle, readCycle, untilLaunched, type CycleProgress } from './steps/open-cycle.js';
import { publishMatrix, type PublishedMatrix } from './steps/publish-matrix.js';

export interface DemoOptions {
  readonly services: DemoServices;
  readonly organisation: Organisation;
  readonly progress: (line: string) => void;
  /** Ends the demo where it is; another run goes on from there. */
  readonly signal: AbortSignal;
  readonly onAcknowledged?: (acknowledged: Acknowledged) => Promise<void>;
}

export interface DemoResult {
  /** The id of the demo's cycle. */
  readonly cycle: string;
  readonly matrix: PublishedMatrix;
  /** In the order of the people's keys. */
  readonly grades: readonly { readonly person: string; readonly view: GradeView }[];
  /** In the order of the organisation's units. */
  readonly units: readonly UnitView[];
}

/** @throws Refused, Unreachable, OutOfPatience; an AbortError when the signal aborts. */
export async function runDemo({ services, organisation, progress, signal, onAcknowledged }: DemoOptions): Promise<DemoResult> {
  const client = createClient({ tokenFor: (person) => services.tokenFor(person), signal, onAcknowledged });
  const cycle = cycleIdOf(organisation);
  const demo: Demo = { services, client, organisation, signal, progress, cycle };
  const matrix = await publishMatrix(demo);
  const begun = await readCycle(demo);
  if (begun === undefined) {
    await fillDirectory(demo, matrix);
    await createCycle(demo, matrix, cycleNameOf(new Date(), 1));
  }
  for (let at = await statusOf(demo); at !== 'closed'; at = await statusOf(demo)) await takeStep(demo, at, matrix);
  progress('Reading the grades …');
  const grades = await readGrades(demo);
  return { cycle, matrix, grades, units: await readUnits(demo) };
}

async function statusOf(demo: Demo): Promise<CycleProgress['status']> {
  const found = await readCycle(demo);
  if (found === undefined) throw new Error('The cycle of the demo is gone.');
  return found.status;
}

/** Whatever a phase needs until the cycle is in the next one. */
async function takeStep(demo: Demo, status: Exclude<CycleProgress['status'], 'closed'>, matrix: PublishedMatrix): Promise<void> {
  switch (status) {
    case 'draft':
      return openCycle(demo);
    case 'self':
      await untilLaunched(demo);
      await namePeers(demo);
      return answerInPhase(demo, 'self', matrix, await readPeople(demo));
    case 'peer':
    case 'manager':
      return answerInPhase(demo, status, matrix, await readPeople(demo));
    case 'calibration':
      await confirmGrades(demo);
      return releaseGrades(demo);
    case 'released':
      return closeCycle(demo);
    case 'cancelled':
      throw new Error('The cycle of the demo was cancelled; begin again with an empty data directory.');
  }
}
