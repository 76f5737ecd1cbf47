import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';

export const gradeQuery = (person: string, cycle: string) =>
  queryOptions({ queryKey: ['grade', person, cycle], queryFn: () => body(api.GET('/grades/{person}', { params: { path: { person }, query: { cycle } } })) });

export interface CycleName {
  readonly cycle: string;
  readonly name: string;
}

/** The cycles that there may be a grade in: all for HR; for others those in which they are asked, themselves or by others. */
export const cyclesQuery = (isHr: boolean) =>
  queryOptions({
    queryKey: ['grade-cycles', isHr],
    queryFn: async (): Promise<readonly CycleName[]> => {
      if (isHr) return (await body(api.GET('/cycles'))).cycles.filter(({ status }) => status !== 'draft' && status !== 'cancelled');
      const { tasks } = await body(api.GET('/tasks'));
      return [...new Map(tasks.map(({ cycle }) => [cycle.id, { cycle: cycle.id, name: cycle.name }])).values()];
    },
  });

/** The name of somebody whom one assesses; null of others, whose name is not told here. */
export const nameQuery = (person: string) =>
  queryOptions({
    queryKey: ['name', person],
    queryFn: async (): Promise<string | null> => {
      const { tasks } = await body(api.GET('/tasks'));
      return tasks.find((task) => task.participant.person === person)?.participant.name ?? null;
    },
  });
