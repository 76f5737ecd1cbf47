import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { mapColumns, previewQuery, type Mapping, type Preview } from '../preview/import-queries.js';

interface UseMapping {
  /** As it was said last, answered or not. */
  readonly mapping: Mapping;
  readonly say: (mapping: Mapping) => void;
  readonly isReading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** What a person says of the columns is sent at once, one after the other: the preview is that of the last. */
export function useMapping({ id, mapping: read = [] }: Preview, said: () => void): UseMapping {
  const queryClient = useQueryClient();
  const [unanswered, setUnanswered] = useState<Mapping>();
  const last = useRef<Mapping>(undefined);
  const reading = useMutation({
    // arrow keys go through the choices of a list one by one: what was said over is not asked
    mutationFn: async (mapping: Mapping) => (mapping === last.current ? mapColumns(id, mapping) : undefined),
    scope: { id: `mapping ${id}` },
    onSuccess: (preview, mapping) => {
      if (preview === undefined) return;
      queryClient.setQueryData(previewQuery(id).queryKey, preview);
      setUnanswered((said) => (said === mapping ? undefined : said));
    },
  });
  const say = (mapping: Mapping): void => {
    last.current = mapping;
    setUnanswered(mapping);
    said();
    reading.mutate(mapping);
  };
  const mapping = unanswered ?? read;
  return { mapping, say, isReading: reading.isPending, error: reading.error, again: () => say(mapping) };
}
