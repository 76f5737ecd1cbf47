// The events that a review which goes well has none of: a cycle that nobody answers in, where a grade is calibrated, and that is cancelled.
import { randomUUID } from 'node:crypto';

import { eventually } from '@rung/testing';

import { read, tokenOf, type Places } from '../stories/visitor.js';

interface Counts {
  readonly open: number;
  readonly closed: number;
}
interface Progress {
  readonly participants: { readonly planned: number | null; readonly launched: number; readonly proposed: number };
  readonly assessments: { readonly self: Counts };
}

const patience = { timeoutMs: 120_000 };

/** In the demo's organisation, once its own cycle is over. */
export async function cancelSecondCycle({ issuerUrl, assessmentUrl }: Pick<Places, 'issuerUrl' | 'assessmentUrl'>): Promise<void> {
  const token = await tokenOf(issuerUrl, 'hr');
  const cycle = randomUUID();
  const post = async (path: string, body?: object): Promise<void> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const response = await fetch(`${assessmentUrl}/cycles${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST /cycles${path}: ${response.status} ${await response.text()}`);
  };
  const until = (isThere: (progress: Progress) => boolean): Promise<void> =>
    eventually(async () => {
      const { body } = await read(`${assessmentUrl}/cycles/${cycle}`, token);
      if (!isThere(body as Progress)) throw new Error(`The second cycle is still at ${JSON.stringify(body)}.`);
    }, patience);

  await post('', { id: cycle, name: 'Second review', matrix: { id: 'python-developer', version: 1 }, population: { units: [await leafUnit(assessmentUrl, token)] } });
  await post(`/${cycle}/opening`);
  await until(({ participants, assessments }) => participants.planned !== null && assessments.self.open >= participants.planned && participants.launched >= participants.planned);
  for (const phase of ['self', 'peer', 'manager']) await post(`/${cycle}/phases/${phase}/end`);
  await until(({ participants, assessments }) => assessments.self.open === 0 && participants.proposed === participants.planned);
  await calibrateOne();
  await post(`/${cycle}/cancellation`);

  async function calibrateOne(): Promise<void> {
    const { body } = await read(`${assessmentUrl}/cycles/${cycle}/participants`, token);
    const { participants } = body as { participants: { person: string; grade: string | null }[] };
    const [one] = participants;
    if (one === undefined) throw new Error('Nobody takes part in the second cycle.');
    await post(`/${cycle}/participants/${one.person}/confirmation`, { grade: one.grade === 'Senior' ? 'Lead' : 'Senior', reason: 'Has led the team since spring.' });
  }
}

/** One with nothing below it. */
async function leafUnit(assessmentUrl: string, token: string): Promise<string> {
  const { body } = await read(`${assessmentUrl}/directory/units`, token);
  const { units } = body as { units: { unit: string; parent: string | null }[] };
  const leaf = units.find(({ unit }) => !units.some(({ parent }) => parent === unit));
  if (leaf === undefined) throw new Error('The demo has no units.');
  return leaf.unit;
}
