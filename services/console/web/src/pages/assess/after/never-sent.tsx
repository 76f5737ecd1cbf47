import { queryOptions, useQuery } from '@tanstack/react-query';

import { copiesOnDevice, forgetSent } from '../../../drafts/device/device-copies.js';
import { typedOnDevice } from '../../../drafts/device/typed-evidence.js';
import { typedIn, unsentOf } from '../../../drafts/device/unsent.js';
import { useKeptOnDevice } from '../../../drafts/device/use-device.js';
import { useText } from '../../../i18n/use-text.js';
import { useSession } from '../../../session/use-session.js';
import { AnswerWords, evidenceWords, ratingWords } from '../form/answer-words.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import { groupsOf } from '../form/form-steps.js';
import { CopyOrDiscard } from './copy-or-discard.js';
import { useDiscard } from './use-discard.js';

/** What the server has had is forgotten on the way: unless the assessment was taken away, and with it what the server had. */
const neverSentQuery = (person: string, assessment: string, isTakenAway: boolean) =>
  queryOptions({
    queryKey: ['never-sent', person, assessment, isTakenAway],
    queryFn: async () => {
      if (!isTakenAway) await forgetSent(person, assessment);
      const [copies, typed] = await Promise.all([copiesOnDevice(person, assessment), typedOnDevice(person, assessment)]);
      return { answers: (isTakenAway ? typedIn : unsentOf)(Object.values(copies)), evidence: typed };
    },
    staleTime: 0,
    gcTime: 0,
    networkMode: 'always',
  });

interface NeverSentProps {
  readonly assessment: string;
  /** What was submitted. Of one that was taken away there is none, and nobody to say how its cells are called. */
  readonly form?: AssessmentForm;
}

/** What was typed on this device and came too late, for its author to copy or to discard. */
export function NeverSent({ assessment, form }: NeverSentProps) {
  const text = useText();
  const { t, inLanguage } = text;
  const { person } = useSession();
  const isOnDevice = useKeptOnDevice();
  const { data, refetch } = useQuery(neverSentQuery(person.id, assessment, form === undefined));
  const discard = useDiscard(assessment, refetch);
  if (data === undefined || data.answers.length + data.evidence.length === 0) return null;
  const steps = form === undefined ? [] : groupsOf(form).flatMap((group) => group.steps);
  const titleOf = (cell: string): string => {
    const step = steps.find(({ name }) => name === cell);
    return step === undefined ? cell.replaceAll('@', ' · ') : inLanguage(step.cell.title);
  };
  const answers = data.answers.map(({ cell, answer }) => ({ title: titleOf(cell), answer }));
  const evidence = data.evidence.map((piece) => ({ title: titleOf(piece.cell), kind: evidenceWords(piece, text), words: piece.text }));
  const words = [...answers.map(({ title, answer }) => [title, ratingWords(answer, t), answer.observation]), ...evidence.map(({ title, kind, words: typed }) => [title, kind, typed])];
  return (
    <section className={classes['conflict']} aria-labelledby="never-sent">
      <h2 id="never-sent">{t(form === undefined ? 'assess.unsent.title.taken-away' : 'assess.unsent.title')}</h2>
      <p>{t(form === undefined ? 'assess.unsent.taken-away' : isOnDevice ? 'assess.unsent.text' : 'assess.unsent.text.here')}</p>
      {answers.map(({ title, answer }, at) => (
        <article key={at}>
          <h3>{title}</h3>
          <AnswerWords answer={answer} />
        </article>
      ))}
      {evidence.map((piece, at) => (
        <article key={at}>
          <h3>{piece.title}</h3>
          <p>
            <strong>{piece.kind}</strong>
          </p>
          <p className={classes['words']}>{piece.words}</p>
        </article>
      ))}
      <CopyOrDiscard words={words} onDiscard={() => void discard()} />
    </section>
  );
}
