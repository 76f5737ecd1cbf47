// A second cycle, which nobody has answered yet: something to do for who opens the page.
import { createClient } from './client/client.js';
import { stepKey } from './client/step-key.js';
import { cycleNameOf, type Demo } from './demo.js';
import type { DemoOptions } from './run-demo.js';
import { namePeers } from './steps/answer-assessments.js';
import { createCycle, openCycle, readCycle, untilLaunched } from './steps/open-cycle.js';
import type { PublishedMatrix } from './steps/publish-matrix.js';

const days = (from: Date, count: number): string => new Date(from.getTime() + count * 86_400_000).toISOString();

/** Two, three and four weeks to answer, all at once: whoever signs in finds what they are asked as anybody's rater. */
const policyFrom = (now: Date): object => ({ phasesOverlap: true, deadlines: { self: days(now, 14), peer: days(now, 21), manager: days(now, 28) } });

/** Opens it, unless it is further already. @throws as `runDemo` */
export async function openNextReview({ services, organisation, progress, signal, onAcknowledged }: DemoOptions, matrix: PublishedMatrix): Promise<void> {
  const client = createClient({ tokenFor: (person) => services.tokenFor(person), signal, onAcknowledged });
  const demo: Demo = { services, client, organisation, signal, progress, cycle: stepKey('next cycle', `${organisation.employees.length}`) };
  if ((await readCycle(demo)) === undefined) await createCycle(demo, matrix, cycleNameOf(new Date()), policyFrom(new Date()));
  if ((await readCycle(demo))?.status === 'draft') await openCycle(demo);
  if ((await readCycle(demo))?.status !== 'self') return;
  await untilLaunched(demo);
  await namePeers(demo);
}
