import type { CellAnswer } from '../../../drafts/answers/answers.js';
import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { ratingWords } from '../form/answer-words.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import shared from '../form/assess.module.css';
import { groupsOf, type Step } from '../form/form-steps.js';
import classes from './answer-list.module.css';

export interface AnswerToRead {
  /** undefined for evidence without an answer. */
  readonly value?: CellAnswer['value'];
  readonly observation: string | null;
  readonly cites: readonly string[];
  /** What is to be known of it, after its words. */
  readonly note?: string | undefined;
  /** What stands over it where it is one of several. */
  readonly title?: string | undefined;
}

interface AnswerListProps {
  readonly form: AssessmentForm;
  /** By the name of the cell. */
  readonly answers: ReadonlyMap<string, readonly AnswerToRead[]>;
}

/** Answers to be read, in the order of the form. */
export function AnswerList({ form, answers }: AnswerListProps) {
  const { t } = useText();
  const groupName = useGroupName();
  const groups = groupsOf(form).map(({ steps, ...group }) => ({ ...group, steps: steps.filter(({ name }) => (answers.get(name) ?? []).length > 0) }));
  return groups
    .filter(({ steps }) => steps.length > 0)
    .map(({ group, isAsked, steps }) => (
      <section key={`${group}-${isAsked}`} className={classes['group']}>
        <h3>{isAsked ? groupName(group) : t('assess.own.chosen', { group: groupName(group) })}</h3>
        {steps.map((step) => (
          <article key={step.name} className={classes['answer']}>
            <Asked step={step} />
            <div>
              {(answers.get(step.name) ?? []).map((answer, at) => (
                <Given key={at} answer={answer} evidence={form.evidence} />
              ))}
            </div>
          </article>
        ))}
      </section>
    ));
}

function Asked({ step }: { readonly step: Step }) {
  const { inLanguage } = useText();
  const { title, statement } = step.cell;
  return (
    <div className={classes['asked']}>
      <h4>
        <Localized text={title} />
      </h4>
      {inLanguage(statement) !== inLanguage(title) && (
        <p>
          <Localized text={statement} />
        </p>
      )}
    </div>
  );
}

function Given({ answer: { title, value, observation, cites, note }, evidence }: { readonly answer: AnswerToRead; readonly evidence: AssessmentForm['evidence'] }) {
  const { t, date } = useText();
  const cited = evidence.filter((piece) => cites.includes(piece.evidence));
  return (
    <div className={classes['given']}>
      {title !== undefined && <h5>{title}</h5>}
      {value !== undefined && <p className={classes['rating']}>{ratingWords({ value }, t)}</p>}
      {observation !== null && <blockquote className={shared['words']}>{observation}</blockquote>}
      {note !== undefined && <p className={shared['hint']}>{note}</p>}
      {cited.length > 0 && (
        <>
          <h5>{t('assess.cite')}</h5>
          <ul>
            {cited.map((piece) => (
              <li key={piece.evidence}>
                <time dateTime={piece.on}>{date(piece.on)}</time> {piece.text ?? t('assess.cite.forgotten')}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
