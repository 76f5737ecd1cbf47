import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';

import { ApiError } from '../../../api/problem.js';
import { correctedQuery, previewQuery, readCorrected, type Correction, type Preview } from './import-queries.js';

export interface Corrected {
  /** What the import is by all that was said; while that is asked, or where it was refused, what it was before. */
  readonly preview: Preview;
  readonly isAsked: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** The server evaluates what a person says: what is shown here is what would be accepted. */
export function useCorrected(read: Preview, corrections: readonly Correction[]): Corrected {
  const queryClient = useQueryClient();
  const isCorrected = corrections.length > 0;
  const { data, error, isFetching, refetch } = useQuery({
    ...correctedQuery(read, corrections),
    enabled: isCorrected,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      try {
        return await readCorrected(read.id, corrections, signal);
      } catch (failure) {
        // it waited too long: what was read of it is asked for again, and read anew where it can be
        if (failure instanceof ApiError && failure.status === 404) void queryClient.invalidateQueries(previewQuery(read.id));
        throw failure;
      }
    },
  });
  const answered = (count: number): Preview | undefined => queryClient.getQueryData(correctedQuery(read, corrections.slice(0, count)).queryKey);
  const before = (): Preview => corrections.map((_, at) => answered(corrections.length - 1 - at)).find((one) => one !== undefined) ?? read;
  return {
    preview: isCorrected ? (data ?? before()) : read,
    isAsked: isCorrected && isFetching,
    error: isCorrected ? error : null,
    again: () => void refetch(),
  };
}
