import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';

/** Begins a draft, and goes to its grid. Begun again after an answer that never came, it is the same draft. */
export function useBeginning<Wanted>(begin: (wanted: Wanted, key: string) => Promise<{ readonly matrix: string; readonly version: string }>) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const sent = useRef<{ readonly as: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: (wanted: Wanted) => {
      const as = JSON.stringify(wanted);
      if (sent.current?.as !== as) sent.current = { as, key: crypto.randomUUID() };
      return begin(wanted, sent.current.key);
    },
    onSuccess: async (params) => {
      await queryClient.invalidateQueries({ queryKey: ['matrices'] });
      await navigate({ to: '/matrix/$matrix/v/$version', params });
    },
  });
}
