import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useSameKeys } from '../../../api/use-same-keys.js';
import { makeChange, type Change } from '../../../matrices/draft-changes.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { showDraft } from '../../../matrices/show-draft.js';

interface Wanted {
  /** One after the other: each is about another part. */
  readonly changes: readonly Change[];
  /** Why; the history shows it. */
  readonly reason?: string;
  /** What was typed is said, once they are made; also when the form that it was typed into is closed by then. */
  readonly forget?: () => void;
}

/** Sends changes; sent again after an answer that never came, they are the same ones. */
export function useDraftChange(grid: Grid) {
  const queryClient = useQueryClient();
  const keysOf = useSameKeys();
  return useMutation({
    mutationFn: async ({ changes, reason }: Wanted) => {
      const keys = keysOf([changes, reason, grid.revision], changes.length);
      let draft = grid;
      for (const [at, change] of changes.entries()) draft = await makeChange({ ...draft, revision: grid.revision }, change, reason?.trim() || undefined, keys[at] ?? '');
      return draft;
    },
    onSuccess: (changed, { forget }) => {
      showDraft(queryClient, changed);
      forget?.();
    },
  });
}
