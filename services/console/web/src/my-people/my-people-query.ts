import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';

export type MyPerson = components['schemas']['MyPeople']['people'][number];

/** @param search parts of a name. */
export const myPeopleQuery = (search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['my-people', search ?? ''],
    queryFn: ({ pageParam: after }) => body(api.GET('/me/people', { params: { query: { search, after } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // what was found before stands until the next is found
    placeholderData: keepPreviousData,
  });

/** Somebody below the reader, with the reviews; null of whoever is not. */
export const myPersonQuery = (person: string) =>
  queryOptions({
    queryKey: ['my-people', 'one', person],
    queryFn: async (): Promise<MyPerson | null> => (await body(api.GET('/me/people', { params: { query: { person } } }))).people[0] ?? null,
  });
