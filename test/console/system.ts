// The demo, served by a process of its own.
import { eventually, type ServiceUnderTest } from '@rung/testing';

import type { Stage } from '../stories/rung-child.js';
import { callable, standalonePlaces, tokenOf } from '../stories/visitor.js';

interface Review {
  readonly cycle: string;
  readonly name: string;
}

export interface RunningSystem {
  readonly url: string;
  /** Calls the services without the page. */
  readonly as: ServiceUnderTest['as'];
  /** The demo's two cycles: one is over, and the next waits for answers. */
  readonly reviews: { readonly graded: Review; readonly next: Review };
  /** The person's own assessment in the demo's second cycle, which nobody has answered. */
  ownAssessment(person: string): Promise<string>;
}

const minutes = 60_000;

/** @param data where it keeps its data, and may have some already. */
export async function startSystem(stage: Stage, people: number, data: string): Promise<RunningSystem> {
  const child = stage.start('start', ['--people', String(people), '--port', '0', '--data', data]);
  await child.says(/Stop with Ctrl-C/, 10 * minutes);
  const [, url = ''] = await child.says(/(http:\/\/\S+)\/docs/, 1_000);
  const places = standalonePlaces(url);
  const { as } = callable(places, (person) => tokenOf(places.issuerUrl, person));
  const hr = as('hr');
  const { cycles } = (await hr('GET', '/cycles')).body as { cycles: (Review & { status: string })[] };
  const [graded, next] = [cycles.find(({ status }) => status === 'closed'), cycles.find(({ status }) => status !== 'closed')];
  if (graded === undefined || next === undefined) throw new Error(`The demo has other cycles: ${JSON.stringify(cycles)}`);
  const ownAssessment = (person: string): Promise<string> =>
    eventually(async () => {
      const { body } = await as(person)('GET', `/tasks?cycle=${next.cycle}`);
      const own = (body.tasks as { role: string; assessment: string }[]).find(({ role }) => role === 'self');
      if (own === undefined) throw new Error(`${person} is not asked yet: ${JSON.stringify(body)}`);
      return own.assessment;
    }, { timeoutMs: 2 * minutes });
  return { url, as, reviews: { graded, next }, ownAssessment };
}
