import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { PeopleSearch } from './people-search.js';

const perPage = 50;

export const peopleQuery = ({ q, unit }: Pick<PeopleSearch, 'q' | 'unit'>) =>
  infiniteQueryOptions({
    queryKey: ['people', q ?? '', unit ?? ''],
    queryFn: ({ pageParam: after }) =>
      body(api.GET('/directory/people', { params: { query: { search: q, unit, includes: 'all-below', after, limit: perPage } } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    // what was found before stands until the next is found
    placeholderData: keepPreviousData,
  });
