import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type Migration = components['schemas']['VersionMigration'];
export type MigrationEntry = Migration['proposed'][number];

export const migrationQuery = (matrixId: string, from: number, to: number) =>
  queryOptions({ queryKey: ['matrices', matrixId, to, 'migration', from], queryFn: () => migrationOf(matrixId, from, to) });

const migrationOf = (matrixId: string, from: number, to: number, atLeast?: string): Promise<Migration> =>
  body(api.GET('/matrices/{matrixId}/versions/{version}/migration', { params: { path: { matrixId, version: to }, query: { from, atLeast } } }));

/** @returns the map as it is recorded then. @throws ApiError invalid-request with the place of what does not hold. */
export async function recordMigration({ matrix: matrixId, from, to }: Migration, entries: readonly MigrationEntry[], key: string): Promise<Migration> {
  const params = { path: { matrixId, version: to }, header: { 'Idempotency-Key': key } };
  const { version } = await body(api.POST('/matrices/{matrixId}/versions/{version}/migration', { params, body: { from, entries: [...entries] } }));
  return migrationOf(matrixId, from, to, String(version));
}
