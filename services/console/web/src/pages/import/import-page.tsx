import { Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';

import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Forbidden } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { importAddress } from './address/import-address.js';
import { DoneStep } from './done-step.js';
import colors from './import-colors.module.css';
import { ImportSteps } from './import-steps.js';
import { PreviewSteps } from './preview-steps.js';
import { usePreview } from './preview/use-preview.js';
import { useStoredImport } from './preview/use-stored-import.js';
import { TextStep } from './text/text-step.js';

/** From a company's own text or file to a published matrix, in steps; nothing is applied before the last but one. */
export function ImportPage() {
  const { has } = useSession();
  return has('matrix-editor') ? <Import /> : <Forbidden />;
}

function Import() {
  const { t } = useText();
  const { person } = useSession();
  const { step = 'text', import: importId, matrix, version } = importAddress.useSearch();
  const kept = useStoredImport(person.id);
  const isDone = step === 'done' && matrix !== undefined && version !== undefined;
  const hasPreview = importId !== undefined && step !== 'text';
  const current = isDone ? 'done' : hasPreview ? step : 'text';
  const preview = usePreview(isDone ? undefined : importId, kept.stored.text);
  useFocusOnNewStep(current);
  return (
    <Stack gap="lg" className={colors['colors']}>
      <PageHeader title={t('import.title')}>{t('import.summary')}</PageHeader>
      <ImportSteps current={current} importId={importId} hasTables={preview.data?.tables !== undefined} />
      {isDone ? <DoneStep matrix={matrix} version={version} /> : hasPreview ? <PreviewSteps step={step} preview={preview} kept={kept} /> : <TextStep kept={kept} />}
    </Stack>
  );
}

/** A new step is as a new page to who does not see it. */
function useFocusOnNewStep(step: string): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    document.getElementById('page-title')?.focus();
  }, [step]);
}
