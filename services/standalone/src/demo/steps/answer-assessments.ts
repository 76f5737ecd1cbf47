// Everybody answers what they are asked, phase by phase.
import { raterRole, ratingValue } from '@rung/contracts';
import { z } from 'zod';

import { peersOf } from '../answers/colleagues.js';
import { observationOn } from '../answers/observations.js';
import { chosenCells, hasEvidence, ratingOf, type Rater } from '../answers/skill.js';
import { inParallel, until } from '../client/patience.js';
import { hr, keyIn, patienceMs, width, type Demo } from '../demo.js';
import type { Employee } from '../organisation/organisation.js';
import { actOnCycle, readCycle } from './open-cycle.js';
import type { PublishedMatrix } from './publish-matrix.js';

const answered = z.object({ version: z.int() });
const listed = z.object({ people: z.array(z.object({ person: z.uuid(), key: z.string() })), next: z.string().nullable() });
const taskList = z.object({
  tasks: z.array(z.object({ assessment: z.uuid(), participant: z.object({ person: z.uuid() }), role: raterRole, state: z.string() })),
});
type Task = z.output<typeof taskList>['tasks'][number];
const formCell = z.object({ competency: z.string(), level: z.string(), levels: z.array(z.string()), evidenceRequired: z.boolean() });
type FormCell = z.output<typeof formCell>;
const form = z.object({ asked: z.array(formCell), offered: z.array(formCell), chooses: z.int() });

interface Rating {
  readonly competency: string;
  readonly level: string;
  readonly value: z.output<typeof ratingValue>;
  readonly cites: readonly string[];
  readonly observation: string | null;
}

/** People by opaque id, as assessments name them. */
export type People = ReadonlyMap<string, Employee>;

export async function readPeople({ client, services, organisation }: Demo): Promise<People> {
  const byKey = new Map(organisation.employees.map((person) => [person.key, person]));
  const people = new Map<string, Employee>();
  for (let after: string | null = ''; after !== null; ) {
    const url: string = `${services.assessmentUrl}/directory/people?limit=1000&after=${encodeURIComponent(after)}`;
    const page: z.output<typeof listed> = await client.get(hr, url, listed);
    for (const { person, key } of page.people) {
      const employee = byKey.get(key);
      if (employee !== undefined) people.set(person, employee);
    }
    after = page.next;
  }
  return people;
}

/** Each manager names the peers of their people; HR those of the one who has no manager. */
export async function namePeers(demo: Demo): Promise<void> {
  const { client, services, organisation, cycle, progress } = demo;
  const pairs = organisation.employees.flatMap((person) => peersOf(person, organisation).map((rater) => ({ person, rater })));
  progress(`Naming ${pairs.length} peers …`);
  await inParallel(pairs, width, async ({ person: { key, manager }, rater }) => {
    const url = `${services.assessmentUrl}/cycles/${cycle}/participants/${key}/raters`;
    await client.post(manager ?? hr, url, { key: keyIn(demo, 'name peer', key, rater), body: { role: 'peer', rater } }, z.unknown());
  });
}

/** Everybody who assesses in a role does; then the phase ends. */
export async function answerInPhase(demo: Demo, role: 'self' | 'peer' | 'manager', matrix: PublishedMatrix, people: People): Promise<void> {
  const { employees } = demo.organisation;
  demo.progress(`Phase "${role}": people answer …`);
  const raters = new Map<string, number>();
  for (const person of employees) {
    for (const key of ratersOf(demo, person, role)) raters.set(key, (raters.get(key) ?? 0) + 1);
  }
  const submitted = await inParallel([...raters], width, ([key, count]) => answerAll(demo, { key, role }, count, matrix, people));
  demo.progress(`  ${submitted.reduce((sum, count) => sum + count, 0)} answers submitted`);
  const { version } = await actOnCycle(demo, `phases/${role}/end`);
  await readCycle(demo, version);
}

function ratersOf({ organisation }: Demo, person: Employee, role: 'self' | 'peer' | 'manager'): string[] {
  switch (role) {
    case 'self':
      return [person.key];
    case 'peer':
      return peersOf(person, organisation);
    case 'manager':
      return person.manager === null ? [] : [person.manager];
  }
}

/** @returns how many were still to be submitted. */
async function answerAll(demo: Demo, rater: Rater, count: number, matrix: PublishedMatrix, people: People): Promise<number> {
  const { client, services, cycle, signal } = demo;
  const list = async (): Promise<Task[] | undefined> => {
    const { tasks } = await client.get(rater.key, `${services.assessmentUrl}/tasks?cycle=${cycle}`, taskList);
    const own = tasks.filter(({ role }) => role === rater.role);
    return own.length < count ? undefined : own;
  };
  const tasks = await until(`The list of what ${rater.key} has to assess`, list, { timeoutMs: patienceMs, signal });
  const open = tasks.filter(({ state }) => state === 'open');
  for (const { assessment, participant } of open) {
    const person = people.get(participant.person);
    if (person === undefined) throw new Error(`${rater.key} is to assess somebody whom the demo does not know.`);
    await answer(demo, rater, person, assessment, matrix);
  }
  return open.length;
}

async function answer(demo: Demo, rater: Rater, person: Employee, assessment: string, matrix: PublishedMatrix): Promise<void> {
  const { client, services } = demo;
  const { asked, offered, chooses } = await client.get(rater.key, `${services.assessmentUrl}/assessments/${assessment}`, form);
  if (rater.role === 'self' && hasEvidence(person)) {
    for (const cell of asked.filter(({ evidenceRequired }) => evidenceRequired)) await recordEvidence(demo, person, cell);
  }
  const cells = [...asked, ...chosenCells(person, rater, offered, chooses)];
  const ratings = cells.map((cell) => rate(demo, rater, person, cell, matrix));
  const command = { key: keyIn(demo, 'submit', rater.role, person.key, rater.key), body: { ratings } };
  await client.post(rater.key, `${services.assessmentUrl}/assessments/${assessment}/submission`, command, answered);
}

function rate(demo: Demo, rater: Rater, person: Employee, cell: FormCell, { levels }: PublishedMatrix): Rating {
  const { competency, level, evidenceRequired } = cell;
  const place = levels.findIndex(({ code }) => code === level);
  const value = ratingOf(person, rater, { competency, level, place }, evidenceRequired);
  const isProven = evidenceRequired && (value === 2 || value === 3);
  return {
    competency,
    level: cell.levels[0] ?? level,
    value,
    cites: isProven ? [evidenceKey(demo, person, cell)] : [],
    observation: observationOn(person, rater, competency),
  };
}

/** What the person learned, for a cell that demands proof. The idempotency key is the id of the piece. */
async function recordEvidence(demo: Demo, person: Employee, cell: FormCell): Promise<void> {
  const { client, services, cycle } = demo;
  const body = {
    competency: cell.competency,
    level: cell.levels[0] ?? cell.level,
    on: '2025-06-30',
    text: 'Изучил(а) работу планировщика asyncio, применил(а) это в сервисе поиска: задержка упала вдвое.',
  };
  const url = `${services.assessmentUrl}/cycles/${cycle}/participants/${person.key}/evidence`;
  await client.post(person.key, url, { key: evidenceKey(demo, person, cell), body }, z.object({ evidence: z.uuid() }));
}

function evidenceKey(demo: Demo, { key }: Employee, { competency, level }: FormCell): string {
  return keyIn(demo, 'evidence', key, competency, level);
}
