import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { api, body } from '../../api/client.js';
import { ApiError } from '../../api/problem.js';
import type { DraftKeeper } from '../../drafts/draft-keeper.js';
import { forgetSent } from '../../drafts/device-copies.js';
import { ratingsOf } from '../../drafts/draft-server.js';
import type { Draft } from '../../drafts/draft.js';
import type { TypedEvidence } from '../../drafts/typed-evidence.js';
import { useText } from '../../i18n/use-text.js';
import { useSession } from '../../session/use-session.js';
import { Failure } from '../../page-parts/states.js';
import { tasksQuery } from '../tasks/tasks-query.js';
import { formAfter, formQuery, type AssessmentForm } from './assess-queries.js';
import classes from './assess.module.css';
import { lacksOf } from './form-steps.js';

interface SubmitPanelProps {
  readonly form: AssessmentForm;
  readonly draft: Draft;
  readonly typed: readonly TypedEvidence[];
  readonly keeper: DraftKeeper;
  readonly onBack: () => void;
  readonly onGo: (step: string) => void;
}

/** What is missing, or who will see what and the last step. */
export function SubmitPanel({ form, draft, typed, keeper, onBack, onGo }: SubmitPanelProps) {
  const { t, inLanguage } = useText();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const submitting = useSubmission(form, draft, keeper);
  const lacks = lacksOf(form, draft.answers, typed);
  const isUndecided = Object.keys(draft.others).length > 0;
  const isReady = lacks.length === 0 && !isUndecided;
  const name = form.participant.name;
  return (
    <section className={classes['panel']} onKeyDown={(event) => event.key === 'Escape' && onBack()}>
      <h2 ref={title} tabIndex={-1}>
        {t('assess.submit.title')}
      </h2>
      {isUndecided && <p className={classes['demand']}>{t('assess.submit.conflict')}</p>}
      {lacks.length > 0 && (
        <>
          <p>{t('assess.submit.lacks', { count: lacks.length })}</p>
          <ul className={classes['lacks']}>
            {lacks.map(({ step, kind }) => (
              <li key={step.name}>
                <button type="button" className={classes['link']} onClick={() => onGo(step.name)}>
                  {inLanguage(step.cell.title)}
                </button>{' '}
                — {t(`assess.submit.lacks.${kind}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {isReady && (
        <>
          <p>{t('assess.submit.ready')}</p>
          <ul className={classes['sees']}>
            <li>{t(`assess.submit.sees.${form.role}`, { name })}</li>
            <li>{t('assess.submit.sees.words')}</li>
            <li>{t('assess.submit.stands')}</li>
          </ul>
        </>
      )}
      {submitting.error !== null && <Failure error={submitting.error} />}
      <Group mt="lg">
        {isReady && (
          <Button loading={submitting.isPending} onClick={() => submitting.mutate()}>
            {t('assess.submit.go')}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t('assess.submit.back')}
        </Button>
      </Group>
    </section>
  );
}

function useSubmission(form: AssessmentForm, draft: Draft, keeper: DraftKeeper) {
  const { assessment } = form;
  const { person } = useSession();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const ratings = ratingsOf(draft.answers).flatMap(({ value, observation, ...rating }) => {
        const words = observation?.trim() ?? '';
        return value === null ? [] : [{ ...rating, value, observation: words === '' ? null : words }];
      });
      try {
        const { version } = await body(api.POST('/assessments/{assessment}/submission', { params: { path: { assessment } }, body: { ratings } }));
        return { ...form, state: 'submitted' as const, version, answers: ratings.map((rating) => ({ ...rating, forgotten: false })) };
      } catch (error) {
        if (!(error instanceof ApiError && error.problem.code === 'assessment-already-submitted')) throw error;
        // the answer to an earlier click was lost, or another tab was first: what stands there is the server's to say
        return formAfter(form);
      }
    },
    onSuccess: async (submitted) => {
      keeper.stop();
      await forgetSent(person.id, assessment, draft.answers);
      queryClient.setQueryData(formQuery(assessment).queryKey, submitted);
      await tasksWithout(assessment, queryClient);
    },
  });
}

/** What is read at once may be from before the submission: the tasks follow the log. */
async function tasksWithout(assessment: string, queryClient: QueryClient): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    const { tasks } = await queryClient.fetchQuery({ ...tasksQuery, staleTime: 0 });
    if (tasks.every((task) => task.assessment !== assessment || task.state !== 'open')) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await queryClient.invalidateQueries({ queryKey: ['tasks'] });
}
