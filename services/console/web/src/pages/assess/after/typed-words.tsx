import type { ReactNode } from 'react';

import { useKeptOnDevice } from '../../../drafts/device/use-device.js';
import { useText, type Text } from '../../../i18n/use-text.js';
import { evidenceWords, ratingWords } from '../form/answer-words.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import { groupsOf } from '../form/form-steps.js';
import { AnswerList, type AnswerToRead } from './answer-list.js';
import { CopyOrDiscard } from './copy-or-discard.js';
import { keptAnswers, type Kept } from './kept-answers.js';
import classes from './read-only-form.module.css';

interface TypedWordsProps {
  readonly form: AssessmentForm;
  readonly kept: Kept;
  /** Where it is, and for how long. */
  readonly where: string;
  /** Whether that leaves open which of it is on this device alone. */
  readonly isInPart: boolean;
  /** undefined where there is nothing that its author could discard. */
  readonly onDiscard?: (() => void) | undefined;
  /** Under the buttons. */
  readonly children?: ReactNode;
}

/** What its author typed and did not submit, to be read and copied; nothing where that is nothing. */
export function TypedWords({ form, kept, where, isInPart, onDiscard, children }: TypedWordsProps) {
  const text = useText();
  const { t, inLanguage } = text;
  const keeps = useKeptOnDevice() ? 'device' : 'nowhere';
  const answers = toRead(kept, isInPart ? t('assess.kept.here', { keeps }) : undefined, text);
  if (answers.size === 0) return null;
  const steps = groupsOf(form).flatMap((group) => group.steps);
  const words = steps.flatMap(({ name, cell }) => (answers.get(name) ?? []).map((answer) => [inLanguage(cell.title), ...linesOf(answer, t)]));
  return (
    <section aria-labelledby="typed-words">
      <h2 id="typed-words" className={classes['title']}>
        {t('assess.kept.title')}
      </h2>
      <p className={classes['text']}>
        {t('assess.kept.text')} {where}
      </p>
      <CopyOrDiscard words={words} onDiscard={onDiscard} />
      {children}
      <AnswerList form={form} answers={answers} />
    </section>
  );
}

/** @param here what to say of what the server does not have. */
function toRead(kept: Kept, here: string | undefined, text: Text): ReadonlyMap<string, readonly AnswerToRead[]> {
  const all = new Map<string, readonly AnswerToRead[]>();
  for (const [cell, answers] of keptAnswers(kept)) {
    const several = answers.length > 1;
    const read = answers.map(({ answer: { observation, ...rest }, isOnServer }, at) => ({
      ...rest,
      observation: observation === '' ? null : observation,
      note: isOnServer ? undefined : here,
      title: several ? text.t('assess.kept.version', { number: at + 1 }) : undefined,
    }));
    if (read.length > 0) all.set(cell, read);
  }
  for (const piece of kept.evidence) all.set(piece.cell, [...(all.get(piece.cell) ?? []), { title: evidenceWords(piece, text), observation: piece.text, cites: [], note: here }]);
  return all;
}

const linesOf = ({ title = '', value, observation }: AnswerToRead, t: Text['t']): string[] => [title, value === undefined ? '' : ratingWords({ value }, t), observation ?? ''];
