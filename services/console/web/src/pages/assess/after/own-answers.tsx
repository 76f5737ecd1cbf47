import { cellName } from '../../../drafts/draft-server.js';
import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { ratingWords } from '../answer-words.js';
import type { AssessmentForm } from '../assess-queries.js';
import shared from '../assess.module.css';
import { groupsOf, type Step } from '../form-steps.js';
import classes from './own-answers.module.css';

type OwnAnswer = AssessmentForm['answers'][number];

/** What its author submitted, in the order of the form. */
export function OwnAnswers({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  const groupName = useGroupName();
  const answers = new Map(form.answers.map((answer) => [cellName(answer), answer]));
  const groups = groupsOf(form).map(({ steps, ...group }) => ({ ...group, answered: steps.flatMap((step) => [answers.get(step.name)].flatMap((answer) => (answer === undefined ? [] : [{ step, answer }]))) }));
  return (
    <section aria-labelledby="own-answers">
      <h2 id="own-answers" className={classes['title']}>
        {t('assess.own.title')}
      </h2>
      <p className={shared['hint']}>{t('assess.own.text')}</p>
      {groups
        .filter(({ answered }) => answered.length > 0)
        .map(({ group, isAsked, answered }) => (
          <section key={`${group}-${isAsked}`} className={classes['group']}>
            <h3>{isAsked ? groupName(group) : t('assess.own.chosen', { group: groupName(group) })}</h3>
            {answered.map(({ step, answer }) => (
              <Answer key={step.name} step={step} answer={answer} form={form} />
            ))}
          </section>
        ))}
    </section>
  );
}

interface AnswerProps {
  readonly step: Step;
  readonly answer: OwnAnswer;
  readonly form: AssessmentForm;
}

function Answer({ step, answer, form }: AnswerProps) {
  const { t, date, inLanguage } = useText();
  const { title, statement } = step.cell;
  const cited = form.evidence.filter(({ evidence }) => answer.cites.includes(evidence));
  return (
    <article className={classes['answer']}>
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
      <div className={classes['given']}>
        <p className={classes['rating']}>{ratingWords(answer, t)}</p>
        {answer.observation !== null && <blockquote className={shared['words']}>{answer.observation}</blockquote>}
        {answer.forgotten && <p className={shared['hint']}>{t('assess.cite.forgotten')}</p>}
        {cited.length > 0 && (
          <>
            <h5>{t('assess.cite')}</h5>
            <ul>
              {cited.map(({ evidence, on, text }) => (
                <li key={evidence}>
                  <time dateTime={on}>{date(on)}</time> {text ?? t('assess.cite.forgotten')}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </article>
  );
}
