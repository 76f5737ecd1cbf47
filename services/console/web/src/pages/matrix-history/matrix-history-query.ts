import { infiniteQueryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import type { MatrixHistorySearch } from './matrix-history-route.js';

export type MatrixChangeMade = components['schemas']['MatrixHistory']['changes'][number];

/** The newest first. */
export const matrixHistoryQuery = (matrixId: string, version: number, { competency, level }: MatrixHistorySearch = {}) =>
  infiniteQueryOptions({
    queryKey: ['matrices', matrixId, version, 'history', competency ?? '', level ?? ''],
    queryFn: ({ pageParam: before }) =>
      body(api.GET('/matrices/{matrixId}/versions/{version}/changes', { params: { path: { matrixId, version }, query: { competency, level, before } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
