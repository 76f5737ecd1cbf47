import { cellName } from '../../../drafts/draft-server.js';
import { useText } from '../../../i18n/use-text.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import shared from '../form/assess.module.css';
import { AnswerList } from './answer-list.js';
import classes from './read-only-form.module.css';

/** What its author submitted. */
export function OwnAnswers({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  const answers = form.answers.map(({ forgotten, ...answer }) => [cellName(answer), [{ ...answer, note: forgotten ? t('assess.cite.forgotten') : undefined }]] as const);
  return (
    <section aria-labelledby="own-answers">
      <h2 id="own-answers" className={classes['title']}>
        {t('assess.own.title')}
      </h2>
      <p className={shared['hint']}>{t('assess.own.text')}</p>
      <AnswerList form={form} answers={new Map(answers)} />
    </section>
  );
}
