import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../../api/client.js';
import { meQuery } from '../../../my-cycles/my-cycles-query.js';
import { reviewedIn } from '../../../my-cycles/my-cycles.js';
import { participantQuery } from '../../../my-cycles/participant-query.js';
import { myPersonQuery } from '../../../my-people/my-people-query.js';

export interface CycleName {
  readonly cycle: string;
  readonly name: string;
}

/** @param cycle the latest one where it is left out, as the server tells. */
export const gradeQuery = (person: string, cycle: string | undefined) =>
  queryOptions({ queryKey: ['grade', person, cycle ?? null], queryFn: () => body(api.GET('/grades/{person}', { params: { path: { person }, query: { cycle } } })) });

/** What only the service that knows the participant can tell: what the current level rests on, and why the grade was calibrated. */
export const decisionQuery = (person: string, cycle: string) =>
  queryOptions({ ...participantQuery(cycle, person), select: ({ basis, grade }) => ({ basis: basis.kind, reason: grade?.calibration?.reason ?? null }) });

/** The cycles that there may be a grade of this person in: all for HR; one's own reviews; of those below one the reviews that have come so far. */
export const cyclesQuery = (person: string, reader: 'hr' | 'self' | 'manager') =>
  queryOptions({
    queryKey: ['grade-cycles', person, reader],
    queryFn: async ({ client }): Promise<readonly CycleName[]> => {
      if (reader === 'hr') return (await body(api.GET('/cycles'))).cycles.filter(({ status }) => status !== 'draft' && status !== 'cancelled');
      if (reader === 'self') return reviewedIn((await client.fetchQuery(meQuery)).cycles);
      const known = await client.fetchQuery(myPersonQuery(person));
      return known?.reviews.filter(({ state }) => state !== 'launched') ?? [];
    },
  });

/** The name of somebody below the reader, and for HR of whoever is in the directory; null of others. */
export const nameQuery = (person: string, isHr: boolean) =>
  queryOptions({
    queryKey: ['name', person, isHr],
    queryFn: async ({ client }): Promise<string | null> => {
      if (isHr) {
        const { people } = await body(api.GET('/directory/people', { params: { query: { person } } }));
        return people[0]?.name ?? null;
      }
      return (await client.fetchQuery(myPersonQuery(person)))?.name ?? null;
    },
  });
