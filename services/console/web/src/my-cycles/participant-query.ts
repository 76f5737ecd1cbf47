import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';

/** How somebody takes part in a cycle: by which matrix, from which level, and with which result, once the reader may know it. */
export const participantQuery = (cycle: string, person: string) =>
  queryOptions({ queryKey: ['participant', cycle, person], queryFn: () => body(api.GET('/cycles/{cycle}/participants/{person}', { params: { path: { cycle, person } } })) });
