import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';

export type MyCycle = components['schemas']['Me']['cycles'][number];
export type Phase = MyCycle['phases'][number];

/** Below the tasks: what makes their list stale, as a submission does, makes this stale. */
export const meQuery = queryOptions({ queryKey: ['tasks', 'me'], queryFn: () => body(api.GET('/me')) });

export const myCyclesQuery = queryOptions({ ...meQuery, select: ({ cycles }) => cycles });

/** Whether somebody has the reader as their manager. */
export const leadsQuery = queryOptions({ ...meQuery, select: ({ leads }) => leads });
