import type { UseQueryResult } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';

import { Loaded } from '../../page-parts/loaded.js';
import { AnomaliesStep } from './anomalies-step.js';
import { asCorrected } from './as-corrected.js';
import { CompareStep } from './compare-step.js';
import { CompetenciesStep } from './competencies-step.js';
import type { Preview } from './import-queries.js';
import type { Step } from './import-search.js';
import { MappingStep } from './mapping/mapping-step.js';
import type { useStoredImport } from './use-stored-import.js';

interface PreviewStepsProps {
  readonly step: Exclude<Step, 'text'>;
  readonly preview: UseQueryResult<Preview>;
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** The steps that show what was understood. */
export function PreviewSteps({ step, preview, kept }: PreviewStepsProps) {
  // it is gone after a day: what was typed is still here, a file is not
  const gone = <Navigate from="/admin/matrix/import" to="." search={{ step: 'text', gone: true }} replace />;
  return (
    <Loaded read={preview} rows={8} forbidden={gone}>
      {(data) => <PreviewStep step={step} data={data} kept={kept} />}
    </Loaded>
  );
}

function PreviewStep({ step, data, kept }: Pick<PreviewStepsProps, 'step' | 'kept'> & { readonly data: Preview }) {
  switch (step) {
    case 'mapping':
      return data.tables === undefined ? <Navigate from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: 'anomalies' })} replace /> : <MappingStep preview={data} tables={data.tables} kept={kept} />;
    case 'anomalies':
      return <AnomaliesStep preview={data} text={data.tables === undefined ? kept.stored.text : ''} />;
    case 'competencies':
      return <CompetenciesStep read={data} kept={kept} />;
    case 'compare':
    case 'done':
      return <CompareStep preview={asCorrected(data, kept.stored.corrections)} kept={kept} />;
  }
}
