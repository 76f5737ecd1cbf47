import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { StatusBadge } from '../../../page-parts/status-badge.js';
import type { AssessmentForm } from '../assess-queries.js';
import classes from '../assess.module.css';
import { KeptWords } from './kept-words.js';
import { NeverSent } from './never-sent.js';
import { OwnAnswers } from './own-answers.js';

/** After submission, or where it was closed without one. */
export function ReadOnlyForm({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  const isSubmitted = form.state === 'submitted';
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // the button that was pressed is gone, and with it the focus
    if (document.activeElement === document.body) title.current?.focus();
  }, []);
  return (
    <Stack>
      <PageHeader title={form.role === 'self' ? t('assess.title.self') : t('assess.title.of', { name: form.participant.name })} actions={isSubmitted ? <StatusBadge status="submitted" /> : undefined} />
      <section className={classes['panel']}>
        <h2 ref={title} tabIndex={-1}>
          {t(isSubmitted ? 'assess.submitted.title' : 'assess.closed.title')}
        </h2>
        <p>{t(isSubmitted ? 'assess.submitted.text' : 'assess.closed.text')}</p>
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('assess.home')}</Button>
      </section>
      {isSubmitted && <NeverSent assessment={form.assessment} form={form} />}
      {isSubmitted ? <OwnAnswers form={form} /> : <KeptWords form={form} />}
      {!isSubmitted && <Asked form={form} />}
    </Stack>
  );
}

function Asked({ form: { asked, offered } }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  return (
    <details className={classes['map']}>
      <summary>{t('assess.closed.asked')}</summary>
      <ul>
        {[...asked, ...offered].map((cell) => (
          <li key={`${cell.competency}@${cell.level}`}>
            <Localized text={cell.title} />
          </li>
        ))}
      </ul>
    </details>
  );
}
