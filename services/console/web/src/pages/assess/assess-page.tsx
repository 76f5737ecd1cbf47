import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { ApiError } from '../../api/problem.js';
import { openDraft } from '../../drafts/draft-keeper.js';
import { typedOnDevice } from '../../drafts/typed-evidence.js';
import { useText } from '../../i18n/use-text.js';
import { useSession } from '../../session/use-session.js';
import { usePageCycle } from '../../shell/page-cycle.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Failure, Loading } from '../../page-parts/states.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import { formQuery, type AssessmentForm } from './assess-queries.js';
import classes from './assess.module.css';
import { Editor } from './editor.js';
import { NeverSent } from './never-sent.js';

export function AssessPage() {
  const { assessment } = useParams({ from: '/assess/$assessment' });
  const { data: form, error, refetch } = useQuery(formQuery(assessment));
  usePageCycle(form?.cycle);
  if (form === undefined) return error === null ? <Loading /> : <NotOpened key={assessment} assessment={assessment} error={error} retry={() => void refetch()} />;
  return form.state === 'open' ? <OpenForm key={assessment} form={form} /> : <ReadOnlyForm form={form} />;
}

function OpenForm({ form }: { readonly form: AssessmentForm }) {
  const { person } = useSession();
  const { assessment } = form;
  // one keeper for as long as the page is there, whatever else is read anew: what it holds is newer than any answer of the server
  const open = async () => ({ keeper: await openDraft(person.id, assessment), typed: await typedOnDevice(person.id, assessment) });
  const { data, error, refetch } = useQuery({ queryKey: ['draft', person.id, assessment], queryFn: open, staleTime: 'static', gcTime: 0, structuralSharing: false });
  if (data === undefined) return error === null ? <Loading /> : <NotOpened assessment={assessment} error={error} retry={() => void refetch()} />;
  return <Editor form={form} keeper={data.keeper} typedBefore={data.typed} />;
}

interface NotOpenedProps {
  readonly assessment: string;
  readonly error: Error;
  readonly retry: () => void;
}

/** Where it was taken away, which looks the same as one that never was: what its reader typed here is theirs still. */
function NotOpened({ assessment, error, retry }: NotOpenedProps) {
  return (
    <Stack>
      <Failure error={error} retry={retry} />
      {error instanceof ApiError && error.isForbidden && <NeverSent assessment={assessment} />}
    </Stack>
  );
}

/** After submission, or where it was closed without one. */
function ReadOnlyForm({ form }: { readonly form: AssessmentForm }) {
  const { t, inLanguage } = useText();
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
      <NeverSent assessment={form.assessment} form={form} />
      <details className={classes['map']}>
        <summary>{t('assess.submitted.asked')}</summary>
        <ul>
          {[...form.asked, ...form.offered].map((cell) => (
            <li key={`${cell.competency}@${cell.level}`}>{inLanguage(cell.title)}</li>
          ))}
        </ul>
      </details>
    </Stack>
  );
}
