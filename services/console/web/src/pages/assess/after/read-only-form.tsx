import { Stack } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { StatusBadge } from '../../../page-parts/status-badge.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import { Asked, ClosedPanel } from './closed-panel.js';
import { KeptWords } from './kept-words.js';
import { NeverSent } from './never-sent.js';
import { OwnAnswers } from './own-answers.js';

/** After submission, or where it was closed without one. */
export function ReadOnlyForm({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  const isSubmitted = form.state === 'submitted';
  return (
    <Stack>
      <PageHeader title={form.role === 'self' ? t('assess.title.self') : t('assess.title.of', { name: form.participant.name })} actions={isSubmitted ? <StatusBadge status="submitted" /> : undefined} />
      <ClosedPanel title={t(isSubmitted ? 'assess.submitted.title' : 'assess.closed.title')}>{t(isSubmitted ? 'assess.submitted.text' : 'assess.closed.text')}</ClosedPanel>
      {isSubmitted && <NeverSent assessment={form.assessment} form={form} />}
      {isSubmitted ? <OwnAnswers form={form} /> : <KeptWords form={form} />}
      {!isSubmitted && <Asked form={form} />}
    </Stack>
  );
}
