import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';

import { ApiError } from '../../../api/problem.js';
import { importAddress } from '../address/import-address.js';
import { previewQuery, readAgain, readMatrix, type Preview } from './import-queries.js';

/** @param text what is read anew where the import waited too long; a file is not on the device, and has to be chosen again. */
export function usePreview(importId: string | undefined, text: string): UseQueryResult<Preview> {
  const queryClient = useQueryClient();
  const navigate = importAddress.useNavigate();
  return useQuery({
    ...previewQuery(importId ?? ''),
    enabled: importId !== undefined,
    queryFn: async () => {
      try {
        return await readAgain(importId ?? '');
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404 || text === '') throw error;
        const preview = await readMatrix(text);
        queryClient.setQueryData(previewQuery(preview.id).queryKey, preview);
        void navigate({ search: (before) => ({ ...before, import: preview.id }), replace: true });
        return preview;
      }
    },
  });
}
