import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import { ApiError } from '../api/problem.js';
import type { components } from '../api/schema.js';
import { meQuery } from '../my-cycles/my-cycles-query.js';
import { reviewedIn } from '../my-cycles/my-cycles.js';
import { participantQuery } from '../my-cycles/participant-query.js';

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
export async function publish(matrixId: string, version: number, key: string): Promise<void> {
  const params = { path: { matrixId, version }, header: { 'Idempotency-Key': key } };
  const answered = await body(api.POST('/matrices/{matrixId}/versions/{version}/publication', { params }));
  await untilSeen(matrixId, version, answered.version);
}

/** Gives a draft up, and waits likewise. */
export async function discard(matrixId: string, version: number, key: string): Promise<void> {
  const params = { path: { matrixId, version }, header: { 'Idempotency-Key': key } };
  const answered = await body(api.POST('/matrices/{matrixId}/versions/{version}/discarding', { params, body: {} }));
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

export interface OwnReview {
  /** By which the person is assessed. */
  readonly matrix: string;
  /** The first name of a level, released or frozen when the review began; null for who has none. */
  readonly level: string | null;
}

/** The person's newest review; null for who has had none. */
export const ownReviewQuery = (person: string) =>
  queryOptions({ queryKey: ['own-review', person], staleTime: 300_000, queryFn: ({ client }) => ownReview(person, client).catch(nothingForbidden) });

async function ownReview(person: string, client: QueryClient): Promise<OwnReview | null> {
  const [newest] = reviewedIn((await client.fetchQuery(meQuery)).cycles);
  if (newest === undefined) return null;
  const { matrix, state, grade, currentLevel } = await client.fetchQuery(participantQuery(newest.cycle, person));
  return { matrix: matrix.id, level: (state === 'released' ? grade?.level : undefined) ?? currentLevel };
}

function nothingForbidden(error: unknown): null {
  if (error instanceof ApiError && error.isForbidden) return null;
  throw error;
}
