import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { useCommand } from '../api/use-command.js';
import { useSameKeys } from '../api/use-same-keys.js';

/** Begins a draft, and goes to its grid. Begun again after an answer that never came, it is the same draft. */
export function useBeginning<Wanted>(begin: (wanted: Wanted, key: string) => Promise<{ readonly matrix: string; readonly version: string }>) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const keysOf = useSameKeys();
  return useCommand({
    mutationFn: (wanted: Wanted) => begin(wanted, keysOf(wanted)[0] ?? ''),
    onSuccess: async (params) => {
      await queryClient.invalidateQueries({ queryKey: ['matrices'] });
      await navigate({ to: '/matrix/$matrix/v/$version', params });
    },
  });
}
