import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import { ApiError } from '../../api/problem.js';
import type { components } from '../../api/schema.js';

export type Grid = components['schemas']['MatrixGrid'];
export type MatrixList = components['schemas']['MatrixList'];

export const matricesQuery = queryOptions({ queryKey: ['matrices'], queryFn: () => body(api.GET('/matrices')) });

/** @param at as it was then; as it is where it is not named. */
export const gridQuery = (matrixId: string, version: number, at?: string) =>
  queryOptions({
    queryKey: ['matrices', matrixId, version, ...(at === undefined ? [] : ['at', at])],
    queryFn: () => body(api.GET('/matrices/{matrixId}/versions/{version}', { params: { path: { matrixId, version }, query: { at } } })),
  });

/** Publishes a draft, and waits until the views have it: who goes on to look at it finds it. */
export async function publish(matrixId: string, version: number): Promise<void> {
  const params = { path: { matrixId, version } };
  const answered = await body(api.POST('/matrices/{matrixId}/versions/{version}/publication', { params }));
  await untilSeen(matrixId, version, answered.version);
}

/** Gives a draft up, and waits likewise. */
export async function discard(matrixId: string, version: number): Promise<void> {
  const answered = await body(api.POST('/matrices/{matrixId}/versions/{version}/discarding', { params: { path: { matrixId, version } }, body: {} }));
  await untilSeen(matrixId, version, answered.version);
}

/** Begins the next version as another one is. @returns where the draft is, once it can be read there. */
export async function beginVersion(matrixId: string, from: number, key: string): Promise<{ readonly matrix: string; readonly version: string }> {
  const params = { path: { matrixId }, header: { 'Idempotency-Key': key } };
  const { draft, version } = await body(api.POST('/matrices/{matrixId}/versions', { params, body: { from } }));
  await untilSeen(matrixId, draft, version);
  return { matrix: matrixId, version: String(draft) };
}

/** @param streamVersion what the view of the version must show at least. */
export async function untilSeen(matrixId: string, version: number, streamVersion: number): Promise<void> {
  await body(api.GET('/matrices/{matrixId}/versions/{version}', { params: { path: { matrixId, version }, query: { atLeast: String(streamVersion) } } }));
}

export interface OwnLevel {
  /** The first name of a level. */
  readonly name: string;
  /** What the person was asked about: it shows of which matrix the level is. */
  readonly competencies: readonly string[];
}

/** The level of the person's last review, released or frozen when it began; null for who had none. */
export const ownLevelQuery = (person: string) =>
  queryOptions({ queryKey: ['own-level', person], staleTime: 300_000, queryFn: () => ownLevel(person).catch(nothingForbidden) });

async function ownLevel(person: string): Promise<OwnLevel | null> {
  const { tasks } = await body(api.GET('/tasks'));
  const self = tasks.findLast(({ role }) => role === 'self');
  if (self === undefined) return null;
  const [participant, assessment] = await Promise.all([
    body(api.GET('/cycles/{cycle}/participants/{person}', { params: { path: { cycle: self.cycle.id, person } } })),
    body(api.GET('/assessments/{assessment}', { params: { path: { assessment: self.assessment } } })),
  ]);
  const name = (participant.state === 'released' ? participant.grade?.level : undefined) ?? participant.currentLevel;
  return name === null ? null : { name, competencies: assessment.asked.map(({ competency }) => competency) };
}

function nothingForbidden(error: unknown): null {
  if (error instanceof ApiError && error.isForbidden) return null;
  throw error;
}
