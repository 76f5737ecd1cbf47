import { slugOf } from '@rung/matrix-model/slug';
import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { untilSeen } from '../../matrices/matrix-queries.js';

export type CatalogueEntry = components['schemas']['CatalogueEntrySummary'];

/** It changes with a release of Rung alone. */
export const catalogueQuery = queryOptions({ queryKey: ['catalogue'], staleTime: Infinity, queryFn: () => body(api.GET('/catalogue')) });

/** A matrix of one's own, with levels and nothing in them yet. @param levels names, from the lowest. */
export async function beginEmpty(name: string, levels: readonly string[], key: string): Promise<{ readonly matrix: string; readonly version: string }> {
  const codes = new Set<string>();
  const named = levels.map((level, at) => {
    const base = slugOf(level) || `level-${at + 1}`;
    const code = codes.has(base) ? `${base}-${at + 1}` : base;
    codes.add(code);
    return { code, names: [level] };
  });
  const { matrix, draft, version } = await body(api.POST('/matrices', { params: { header: { 'Idempotency-Key': key } }, body: { name, levels: named } }));
  await untilSeen(matrix, draft, version);
  return { matrix, version: String(draft) };
}

/** @returns where the draft is, once it can be read there. @throws ApiError where there is a matrix of that name. */
export async function copyEntry(entry: string, name: string, key: string): Promise<{ readonly matrix: string; readonly version: string }> {
  const params = { path: { entry }, header: { 'Idempotency-Key': key } };
  const { matrix, draft, version } = await body(api.POST('/catalogue/{entry}/copies', { params, body: { name } }));
  await untilSeen(matrix, draft, version);
  return { matrix, version: String(draft) };
}
