import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';

export type MyCycle = components['schemas']['Me']['cycles'][number];
export type Phase = MyCycle['phases'][number];

/** Below the tasks: what makes their list stale, as a submission does, makes this stale. */
export const myCyclesQuery = queryOptions({ queryKey: ['tasks', 'my-cycles'], queryFn: async () => (await body(api.GET('/me'))).cycles });
