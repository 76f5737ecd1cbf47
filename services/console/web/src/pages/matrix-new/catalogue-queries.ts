import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type CatalogueEntry = components['schemas']['CatalogueEntrySummary'];

/** It changes with a release of Rung alone. */
export const catalogueQuery = queryOptions({ queryKey: ['catalogue'], staleTime: Infinity, queryFn: () => body(api.GET('/catalogue')) });

/** @returns where the draft is, once it can be read there. @throws ApiError where there is a matrix of that name. */
export async function copyEntry(entry: string, name: string, key: string): Promise<{ readonly matrix: string; readonly version: string }> {
  const params = { path: { entry }, header: { 'Idempotency-Key': key } };
  const { matrix, draft, version: atLeast } = await body(api.POST('/catalogue/{entry}/copies', { params, body: { name } }));
  // the services' document does not name the parameter yet
  const query = { atLeast } as unknown as undefined;
  await body(api.GET('/matrices/{matrixId}/versions/{version}', { params: { path: { matrixId: matrix, version: draft }, query } }));
  return { matrix, version: String(draft) };
}
