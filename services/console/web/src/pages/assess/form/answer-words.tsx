import type { CellAnswer } from '../../../drafts/answers/answers.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import { useText, type Text } from '../../../i18n/use-text.js';
import classes from './assess.module.css';

export const ratingWords = ({ value }: Pick<CellAnswer, 'value'>, t: Text['t']): string =>
  value === null ? t('assess.conflict.no-rating') : `${value === 'n' ? '' : `${value} · `}${t(`assess.value.${value}`)}`;

/** Of evidence that was typed and never recorded. */
export const evidenceWords = ({ on }: TypedEvidence, { t, date }: Pick<Text, 't' | 'date'>): string => (on === '' ? t('assess.unsent.evidence.undated') : t('assess.unsent.evidence', { day: date(on) }));

/** An answer to be read. */
export function AnswerWords({ answer }: { readonly answer: CellAnswer }) {
  const { t } = useText();
  return (
    <>
      <p>
        <strong>{ratingWords(answer, t)}</strong>
      </p>
      <p className={classes['words']}>{answer.observation === '' ? t('assess.conflict.no-words') : answer.observation}</p>
      {answer.cites.length > 0 && <p className={classes['hint']}>{t('assess.conflict.cites', { count: answer.cites.length })}</p>}
    </>
  );
}
