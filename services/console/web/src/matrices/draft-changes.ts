// What an editor does to a draft: one change after the other, each sent when it is made.
import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';
import type { Grid } from './matrix-queries.js';

export type Change = components['schemas']['MatrixChange'];
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

type Draft = Pick<Grid, 'matrix' | 'version' | 'revision'>;

const pathOf = ({ matrix, version }: Draft) => ({ matrixId: matrix, version });

/**
 * @param draft as the editor saw it: what others changed since is not changed again.
 * @param key sent again with the same change, it is made once.
 * @returns the draft as it is then.
 * @throws ApiError part-changed where another editor was first.
 */
export async function makeChange(draft: Draft, change: Change, reason: string | undefined, key: string): Promise<Grid> {
  const params = { path: pathOf(draft), header: { 'Idempotency-Key': key } };
  const { version } = await body(api.POST('/matrices/{matrixId}/versions/{version}/changes', { params, body: { change, was: draft.revision, reason } }));
  return draftAt(draft, version);
}

/** @returns the draft, once its history has it too. @throws ApiError part-changed where a part of it was changed since. */
export async function undoChange(draft: Draft, number: number): Promise<Grid> {
  const params = { path: { ...pathOf(draft), number }, header: { 'Idempotency-Key': crypto.randomUUID() } };
  const { version } = await body(api.POST('/matrices/{matrixId}/versions/{version}/changes/{number}/undo', { params, body: {} }));
  await body(api.GET('/matrices/{matrixId}/versions/{version}/changes', { params: { path: pathOf(draft), query: { atLeast: String(version), limit: 1 } } }));
  return draftAt(draft, version);
}

/** The grid, once it has what was changed. */
function draftAt(draft: Draft, revision: number): Promise<Grid> {
  return body(api.GET('/matrices/{matrixId}/versions/{version}', { params: { path: pathOf(draft), query: { atLeast: String(revision) } } }));
}
