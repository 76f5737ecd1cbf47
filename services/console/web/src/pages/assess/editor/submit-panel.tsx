import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { api, body } from '../../../api/client.js';
import { ApiError } from '../../../api/problem.js';
import { trimmed } from '../../../drafts/answers/answers.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import type { DraftKeeper } from '../../../drafts/draft-keeper.js';
import { answersOf, ratingsOf } from '../../../drafts/draft-server.js';
import { unseenIn, type Draft } from '../../../drafts/draft.js';
import { useText } from '../../../i18n/use-text.js';
import { tasksQuery } from '../../../my-tasks/tasks-query.js';
import { Failure } from '../../../page-parts/states.js';
import { formAfter, formQuery, readersOf, type AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import { chosenOf, groupsOf, lacksOf, type Step } from '../form/form-steps.js';

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
  const { t } = useText();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const submitting = useSubmission(form, draft, keeper);
  const lacks = lacksOf(form, draft.answers, typed);
  const missing = lacks.flatMap(({ step, kind }) => (kind === 'too-many' ? [] : [{ step, kind }]));
  const chosen = chosenOf(form, draft.answers).length;
  const beyond = lacks.filter(({ kind }) => kind === 'too-many');
  const isUndecided = Object.keys(draft.others).length > 0;
  const isReady = lacks.length === 0 && !isUndecided;
  const unseen = submitting.data?.unseen ?? [];
  const changed = groupsOf(form).flatMap(({ steps }) => steps.filter(({ name }) => unseen.includes(name)));
  useEffect(() => {
    // the button that was pressed may be gone, and the focus with it
    if (submitting.data?.unseen !== undefined) title.current?.focus();
  }, [submitting.data]);
  return (
    <section className={classes['panel']} onKeyDown={(event) => event.key === 'Escape' && onBack()}>
      <h2 ref={title} tabIndex={-1}>
        {t('assess.submit.title')}
      </h2>
      {changed.length > 0 && (
        <div role="alert" className={classes['demand']}>
          <p>{t('assess.submit.changed', { count: changed.length })}</p>
          <ul className={classes['lacks']}>
            {changed.map((step) => (
              <li key={step.name}>
                <ToStep step={step} onGo={onGo} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {isUndecided && <p className={classes['demand']}>{t('assess.submit.conflict')}</p>}
      {missing.length > 0 && (
        <>
          <p>{t('assess.submit.lacks', { count: missing.length })}</p>
          <ul className={classes['lacks']}>
            {missing.map(({ step, kind }) => (
              <li key={step.name}>
                <ToStep step={step} onGo={onGo} /> — {t(`assess.submit.lacks.${kind}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {beyond.length > 0 && (
        <>
          <p>{t('assess.submit.beyond', { chosen, most: form.chooses, count: chosen - form.chooses })}</p>
          <ul className={classes['lacks']}>
            {beyond.map(({ step }) => (
              <li key={step.name}>
                <ToStep step={step} onGo={onGo} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isReady && (
        <>
          <p>{t('assess.submit.ready')}</p>
          <ul className={classes['sees']}>
            <li>{t(`assess.reads.${form.role}`, readersOf(form))}</li>
            <li>{t('assess.submit.stands')}</li>
          </ul>
        </>
      )}
      {submitting.error !== null && <Failure error={submitting.error} />}
      {submitting.isPaused && <p role="status">{t('assess.submit.offline')}</p>}
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

function ToStep({ step, onGo }: { readonly step: Step; readonly onGo: SubmitPanelProps['onGo'] }) {
  const { inLanguage } = useText();
  return (
    <button type="button" className={classes['link']} onClick={() => onGo(step.name)}>
      {inLanguage(step.cell.title)}
    </button>
  );
}

/** Submits what the person has looked at and nothing else: where more came from elsewhere, the cells that they have not seen are told. */
function useSubmission(form: AssessmentForm, draft: Draft, keeper: DraftKeeper) {
  const { assessment } = form;
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await keeper.confirm();
        const unseen = unseenIn(keeper.draft(), draft);
        return unseen.length > 0 ? { unseen } : { submitted: await submit(form, draft) };
      } catch (error) {
        if (!(error instanceof ApiError && error.problem.code === 'assessment-already-submitted')) throw error;
        // the answer to an earlier click was lost, or another tab was first: what stands there is the server's to say
        return { submitted: await formAfter(form) };
      }
    },
    // the page says then what can still be done
    onError: (error) => error instanceof ApiError && error.problem.code === 'deadline-passed' && void queryClient.invalidateQueries(formQuery(assessment)),
    onSuccess: async ({ submitted }) => {
      if (submitted === undefined) return;
      await keeper.submitted(answersOf(submitted.answers));
      queryClient.setQueryData(formQuery(assessment).queryKey, submitted);
      await tasksWithout(assessment, queryClient);
    },
  });
}

async function submit(form: AssessmentForm, draft: Draft): Promise<AssessmentForm> {
  const ratings = ratingsOf(trimmed(draft.answers)).flatMap(({ value, ...rating }) => (value === null ? [] : [{ ...rating, value }]));
  const { version } = await body(api.POST('/assessments/{assessment}/submission', { params: { path: { assessment: form.assessment } }, body: { ratings } }));
  return { ...form, state: 'submitted', version, answers: ratings.map((rating) => ({ ...rating, forgotten: false })) };
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
