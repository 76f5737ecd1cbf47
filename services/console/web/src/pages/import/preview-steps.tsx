import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';

import { Failure, Loading } from '../../page-parts/states.js';
import { AnomaliesStep } from './anomalies-step.js';
import { asCorrected } from './as-corrected.js';
import { CompareStep } from './compare-step.js';
import { CompetenciesStep } from './competencies-step.js';
import { previewQuery, readText } from './import-queries.js';
import { importRoute } from './import-route.js';
import type { Step } from './import-search.js';
import type { useStoredImport } from './use-stored-import.js';

interface PreviewStepsProps {
  readonly step: Exclude<Step, 'text'>;
  readonly importId: string;
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** The steps that show what was understood; after a reload the text is read again from the device. */
export function PreviewSteps({ step, importId, kept }: PreviewStepsProps) {
  const queryClient = useQueryClient();
  const navigate = importRoute.useNavigate();
  const { text, corrections } = kept.stored;
  const { data, error, refetch } = useQuery({
    ...previewQuery(importId),
    enabled: text !== '',
    queryFn: async () => {
      const preview = await readText(text);
      queryClient.setQueryData(previewQuery(preview.id).queryKey, preview);
      void navigate({ search: (before) => ({ ...before, import: preview.id }), replace: true });
      return preview;
    },
  });
  // an address of somebody else's device: the text is not here
  if (text === '') return <Navigate from="/admin/matrix/import" to="." search={{ step: 'text' }} replace />;
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={8} />;
  switch (step) {
    case 'anomalies':
      return <AnomaliesStep preview={data} text={text} />;
    case 'competencies':
      return <CompetenciesStep read={data} kept={kept} />;
    case 'compare':
    case 'done':
      return <CompareStep preview={asCorrected(data, corrections)} kept={kept} />;
  }
}
