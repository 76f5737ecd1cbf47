import { Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { ApiError } from '../../api/problem.js';
import { GroupNames } from '../../i18n/use-group-name.js';
import { Failure, Loading } from '../../page-parts/states.js';
import type { Step } from './address/import-search.js';
import { LostLevels } from './anomalies/lost-levels.js';
import { CorrectionRefused } from './correcting/correction-refused.js';
import type { Preview } from './preview/import-queries.js';
import { useCorrected } from './preview/use-corrected.js';
import type { useStoredImport } from './preview/use-stored-import.js';

// not every file has columns, and all of them are looked at after the server has read something
const MappingStep = lazy(async () => ({ default: (await import('./mapping/mapping-step.js')).MappingStep }));
const AnomaliesStep = lazy(async () => ({ default: (await import('./anomalies/anomalies-step.js')).AnomaliesStep }));
const CompetenciesStep = lazy(async () => ({ default: (await import('./competencies/competencies-step.js')).CompetenciesStep }));
const CompareStep = lazy(async () => ({ default: (await import('./compare/compare-step.js')).CompareStep }));

interface PreviewStepsProps {
  readonly step: Exclude<Step, 'text'>;
  readonly preview: UseQueryResult<Preview>;
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** The steps that show what was understood. */
export function PreviewSteps({ step, preview: { data, error, refetch }, kept }: PreviewStepsProps) {
  // it is gone after a day: what was typed is still here, a file is not
  if (error instanceof ApiError && error.isForbidden) return <Navigate from="/admin/matrix/import" to="." search={{ step: 'text', gone: true }} replace />;
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={8} />;
  if (step !== 'mapping') return <CorrectedSteps step={step} read={data} kept={kept} />;
  if (data.tables === undefined) return <Navigate from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: 'anomalies' })} replace />;
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <GroupNames value={data.groupNames ?? {}}>
        <MappingStep preview={data} tables={data.tables} kept={kept} />
      </GroupNames>
    </Suspense>
  );
}

interface CorrectedStepsProps {
  readonly step: Exclude<Step, 'text' | 'mapping'>;
  /** As the server has read it, before anything was said of it. */
  readonly read: Preview;
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** Those that show it as a person has corrected it. */
function CorrectedSteps({ step, read, kept }: CorrectedStepsProps) {
  const { corrections } = kept.stored;
  const corrected = useCorrected(read, corrections);
  const { preview, isAsked, error, again } = corrected;
  const takeBack = (at: number) => kept.change({ corrections: corrections.filter((_, index) => index !== at) });
  return (
    <GroupNames value={preview.groupNames ?? {}}>
      <Stack gap="lg" aria-busy={isAsked}>
        {error !== null && <CorrectionRefused error={error} again={again} takeBack={takeBack} />}
        <LostLevels anomalies={preview.anomalies} />
        <Suspense fallback={<Loading rows={8} />}>
          {step === 'anomalies' && <AnomaliesStep preview={preview} read={read} kept={kept} />}
          {step === 'competencies' && <CompetenciesStep preview={preview} isAsked={isAsked} read={read} kept={kept} />}
          {(step === 'compare' || step === 'done') && <CompareStep corrected={corrected} kept={kept} />}
        </Suspense>
      </Stack>
    </GroupNames>
  );
}
