import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type VersionDiff = components['schemas']['VersionDiff'];
export type CompetencyDiff = VersionDiff['changed'][number];
export type CellDiff = components['schemas']['CellDiff'];

export const matrixDiffQuery = (matrixId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['matrices', matrixId, 'diff', from, to],
    queryFn: () => body(api.GET('/matrices/{matrixId}/diff', { params: { path: { matrixId }, query: { from, to } } })),
  });

export const affectedQuery = (matrixId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['matrices', matrixId, 'affected', from, to],
    queryFn: () => body(api.GET('/matrices/{matrixId}/diff/affected', { params: { path: { matrixId }, query: { from, to } } })),
  });
