import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { reportedCycles, type Cycle } from './reported-cycles.js';

export type Distribution = components['schemas']['GradeDistribution'];
export type Heatmap = components['schemas']['CompetencyHeatmap'];
export type HeatmapCell = components['schemas']['HeatmapCell'];
export type HiddenReason = NonNullable<HeatmapCell['hidden']>;

export const reportedCyclesQuery = queryOptions({
  queryKey: ['cycles'],
  queryFn: () => body(api.GET('/cycles')),
  select: ({ cycles }): readonly Cycle[] => reportedCycles(cycles),
});

export const distributionQuery = (cycle: string, unit: string | undefined) =>
  queryOptions({ queryKey: ['distribution', cycle, unit ?? null], queryFn: () => body(api.GET('/reports/distribution', { params: { query: { cycle, unit } } })) });

export const heatmapQuery = (cycle: string, unit: string | undefined) =>
  queryOptions({ queryKey: ['heatmap', cycle, unit ?? null], queryFn: () => body(api.GET('/reports/heatmap', { params: { query: { cycle, unit } } })) });
