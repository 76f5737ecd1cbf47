import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';

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
      {form.role === 'manager' && <WayToGrade form={form} />}
    </Stack>
  );
}

/** The manager reads the grade as soon as it is proposed; a peer never does. */
function WayToGrade({ form: { participant, cycle } }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  return (
    <p>
      <Anchor renderRoot={(props) => <Link to="/people/$person/grade" params={{ person: participant.person }} search={{ cycle }} {...props} />}>{t('assess.way-to-grade', { name: participant.name })}</Anchor>
    </p>
  );
}
