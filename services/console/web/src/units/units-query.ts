import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Unit = components['schemas']['UnitList']['units'][number];

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => body(api.GET('/directory/units')),
  select: ({ units }): readonly Unit[] => units,
  staleTime: 60_000,
});
