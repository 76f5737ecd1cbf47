import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { answerTo, mostCites, type RatingValue } from '../../../drafts/answers/answers.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import type { DraftKeeper } from '../../../drafts/draft-keeper.js';
import { useDraft } from '../../../drafts/use-draft.js';
import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import { useCommandKeys } from '../../../keys/command-keys.js';
import { usePageKeys } from '../../../keys/page-keys.js';
import { useKeys } from '../../../keys/single-keys.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { focusAgain } from '../../../session/focus-kept.js';
import { useSession } from '../../../session/use-session.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import { DraftNote } from '../form/draft-note.js';
import { chosenOf, groupsOf, resumeAt, statesOf } from '../form/form-steps.js';
import { EvidenceColumn } from '../step/evidence-column.js';
import { ExpectationColumn } from '../step/expectation-column.js';
import { observationId, ratingId, stepTitleId } from '../step/field-ids.js';
import { RatingColumn } from '../step/rating-column.js';
import { RecordEvidence } from '../step/record-evidence.js';
import { useTypedEvidence } from '../step/use-typed-evidence.js';
import { ConflictBox } from './conflict-box.js';
import { StepMap } from './step-map.js';
import { SubmitPanel } from './submit-panel.js';
import { WhoReads } from './who-reads.js';

interface EditorProps {
  readonly form: AssessmentForm;
  readonly keeper: DraftKeeper;
  readonly typedBefore: readonly TypedEvidence[];
}

/** One cell in focus at a time, its expectation, rating and evidence side by side. */
export function Editor({ form, keeper, typedBefore }: EditorProps) {
  const { t, dateTime } = useText();
  const draft = useDraft(keeper);
  const { person } = useSession();
  const { typed, type, recorded } = useTypedEvidence(person.id, form.assessment, typedBefore);
  const navigate = useNavigate({ from: '/assess/$assessment' });
  const { at, review = false } = useSearch({ from: '/assess/$assessment' });
  const groups = groupsOf(form);
  const steps = groups.flatMap((group) => group.steps);
  const states = statesOf(form, draft.answers, typed);
  // where there is no address yet, the first to answer stays in focus while it is being answered
  const [resumed] = useState(() => resumeAt(steps, states)?.name);
  // the address follows a moment later, and a rating that is typed at once is for where one went
  const [went, setWent] = useState<string>();
  useEffect(() => setWent(undefined), [at]);
  // whoever has to load the page anew, to sign in again, is back where they were
  useEffect(() => {
    if (at === undefined && resumed !== undefined) void navigate({ search: (before) => ({ ...before, at: resumed }), replace: true, resetScroll: false });
  }, [at, resumed, navigate]);
  useEffect(focusAgain, []);
  const number = Math.max(0, steps.findIndex(({ name }) => name === (went ?? at ?? resumed)));
  const step = steps[number];
  useFocusOnNewStep(review ? undefined : step?.name);
  const go = (to: number): void => {
    const target = steps[to];
    if (target === undefined) return;
    setWent(target.name);
    void navigate({ search: { at: target.name }, resetScroll: false });
  };
  const reviewIt = (): void => {
    if (!review) void navigate({ search: (before) => ({ ...before, review: true }), resetScroll: false });
  };
  const leaveReview = (): void => void navigate({ search: ({ at: here }) => ({ at: here }), resetScroll: false });
  const rate = (value: RatingValue): void => {
    if (step === undefined || review) return; // none is shown
    keeper.edit(step.name, { value });
    document.getElementById(ratingId(value))?.focus();
  };
  const cite = (cell: string) => (piece: string, key: string) => {
    const { cites } = answerTo(keeper.draft().answers, cell);
    if (cites.length < mostCites) keeper.edit(cell, { cites: [...cites, piece] });
    recorded(key);
  };
  useKeys({ 0: () => rate(0), 1: () => rate(1), 2: () => rate(2), 3: () => rate(3), n: () => rate('n'), e: () => document.getElementById(observationId)?.focus(), '[': () => go(number - 1), ']': () => go(number + 1) });
  useCommandKeys([['mod+Enter', reviewIt]]);
  usePageKeys(assessKeys);
  if (step === undefined) return null;
  const asked = steps.filter(({ isAsked }) => isAsked);
  const done = asked.filter(({ name }) => states.get(name) === 'done').length;
  const { role, participant, deadline } = form;
  return (
    <>
      <PageHeader title={role === 'self' ? t('assess.title.self') : t('assess.title.of', { name: participant.name })}>
        {t(`assess.role.${role}`, { name: participant.name })} {deadline !== null && t('assess.until', { date: dateTime(deadline) })}
      </PageHeader>
      <WhoReads form={form} />
      <div className={classes['stays']}>
        <DraftNote draft={draft} />
      </div>
      <StepMap groups={groups} chooses={form.chooses} draft={draft} states={states} current={step} total={{ done, all: asked.length }} />
      {review ? (
        <SubmitPanel form={form} draft={draft} typed={typed} keeper={keeper} onBack={leaveReview} onGo={(name) => go(steps.findIndex((one) => one.name === name))} />
      ) : (
        <article className={classes['step']} aria-labelledby={stepTitleId}>
          <header className={classes['step-head']}>
            <span className={classes['place']}>{t('assess.place', { number: number + 1, all: steps.length })}</span>
            <h2 id={stepTitleId} tabIndex={-1}>
              <Localized text={step.cell.title} />
            </h2>
            {!step.isAsked && <p className={classes['hint']}>{t('assess.optional', { most: form.chooses, chosen: chosenOf(form, draft.answers).length })}</p>}
          </header>
          {draft.others[step.name] !== undefined && <ConflictBox step={step} draft={draft} keeper={keeper} />}
          <div className={classes['columns']}>
            <ExpectationColumn cell={step.cell} />
            <RatingColumn role={role} step={step} answer={answerTo(draft.answers, step.name)} evidence={form.evidence} answers={draft.answers} onRate={(value) => keeper.edit(step.name, { value })} />
            <EvidenceColumn key={step.name} role={role} name={participant.name} step={step} answer={answerTo(draft.answers, step.name)} evidence={form.evidence} onChange={(change) => keeper.edit(step.name, change)}>
              {role === 'self' && <RecordEvidence key={step.name} form={form} step={step} typed={typed.filter(({ cell }) => cell === step.name)} onType={(change) => type(step.name, change)} onRecorded={cite(step.name)} />}
            </EvidenceColumn>
          </div>
          <Group justify="space-between" className={classes['foot']}>
            <Button variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} disabled={number === 0} onClick={() => go(number - 1)}>
              {t('assess.previous')}
            </Button>
            <Group>
              <Button variant={done === asked.length ? 'filled' : 'subtle'} onClick={reviewIt}>
                {t('assess.review')}
              </Button>
              {number < steps.length - 1 && (
                <Button variant={done === asked.length ? 'default' : 'filled'} rightSection={<IconArrowRight size={18} aria-hidden />} onClick={() => go(number + 1)}>
                  {t('assess.next')}
                </Button>
              )}
            </Group>
          </Group>
        </article>
      )}
    </>
  );
}

const assessKeys = [
  { keys: ['0', '1', '2', '3'], text: 'assess.keys.rate' },
  { keys: ['n'], text: 'assess.keys.unable' },
  { keys: ['e'], text: 'assess.keys.evidence' },
  { keys: ['[', ']'], text: 'assess.keys.move' },
  { keys: ['Ctrl', 'Enter'], text: 'assess.keys.submit' },
] as const;

/** Who does not see that another competency is shown now is told by its heading. @param name none where none is shown. */
function useFocusOnNewStep(name: string | undefined): void {
  const before = useRef(name);
  useEffect(() => {
    if (before.current === name) return;
    before.current = name;
    document.getElementById(stepTitleId)?.focus();
  }, [name]);
}
