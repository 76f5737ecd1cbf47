import { hashKey, type QueryClient } from '@tanstack/react-query';

import { gridQuery, type Grid } from './matrix-queries.js';

/** A draft as it is after a change: shown at once; whatever else is told of matrices (its history, what it differs in, what becomes of answers) is asked anew, and nothing waits for it. */
export function showDraft(queryClient: QueryClient, draft: Grid): void {
  const { queryKey } = gridQuery(draft.matrix, draft.version);
  queryClient.setQueryData(queryKey, draft);
  void queryClient.invalidateQueries({ queryKey: ['matrices'], predicate: ({ queryHash }) => queryHash !== hashKey(queryKey) });
}
