import type { Answers, CellAnswer, RatingValue } from '../../../drafts/answers/answers.js';
import { useText } from '../../../i18n/use-text.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import { lacksEvidence, type Step } from '../form/form-steps.js';
import { ratingId, toRecordEvidence } from './field-ids.js';

const scale: readonly RatingValue[] = [0, 1, 2, 3, 'n'];

interface RatingColumnProps {
  readonly role: AssessmentForm['role'];
  readonly step: Step;
  readonly answer: CellAnswer;
  readonly answers: Answers;
  readonly evidence: AssessmentForm['evidence'];
  readonly onRate: (value: RatingValue | null) => void;
}

export function RatingColumn({ role, step, answer, answers, evidence, onRate }: RatingColumnProps) {
  const { t } = useText();
  return (
    <fieldset className={classes['column']}>
      <legend>{t('assess.rating')}</legend>
      <div className={classes['scale']}>
        {scale.map((value) => (
          <label key={value} className={classes['choice']} data-checked={answer.value === value || undefined}>
            <input type="radio" id={ratingId(value)} name="rating" checked={answer.value === value} onChange={() => onRate(value)} />
            <kbd aria-hidden>{value}</kbd>
            <span>{t(`assess.value.${value}`)}</span>
          </label>
        ))}
      </div>
      {answer.value !== null && (
        <button type="button" className={classes['link']} onClick={() => onRate(null)}>
          {t('assess.clear')}
        </button>
      )}
      {lacksEvidence(step, answers, evidence) && (
        <p role="status" className={classes['demand']}>
          {t('assess.lacks-evidence')} {role === 'self' && answer.observation.trim() !== '' && `${t('assess.lacks-evidence.words')} `}
          {role === 'self' && (
            <button type="button" className={classes['link']} onClick={toRecordEvidence}>
              {t('assess.lacks-evidence.record')}
            </button>
          )}
        </p>
      )}
    </fieldset>
  );
}
