import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';

/** Names by ids. The history is told without them too: they come from another service. */
export const matrixAuthorsQuery = (matrix: string) =>
  queryOptions({
    queryKey: ['matrices', matrix, 'authors'],
    queryFn: async () => {
      const { authors } = await body(api.GET('/directory/matrix-authors', { params: { query: { matrix } } }));
      return new Map(authors.map(({ person, name }) => [person, name]));
    },
  });
