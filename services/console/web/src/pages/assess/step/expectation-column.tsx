import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import type { FormCell } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';

/** The level's own words, and what to ask oneself. */
export function ExpectationColumn({ cell }: { readonly cell: FormCell }) {
  const { t, list } = useText();
  return (
    <section className={classes['column']}>
      <h3>{t('assess.expected')}</h3>
      <p className={classes['statement']}>
        <Localized text={cell.statement} />
      </p>
      <p className={classes['hint']}>{t('assess.levels', { levels: list(cell.levels) })}</p>
      {cell.questions.length > 0 && (
        <>
          <h4>{t('assess.questions')}</h4>
          <ul className={classes['questions']}>
            {cell.questions.map((question, at) => (
              <li key={at}>
                <Localized text={question} />
              </li>
            ))}
          </ul>
        </>
      )}
      {cell.evidenceRequired && <p className={classes['demand']}>{t('assess.evidence-required')}</p>}
    </section>
  );
}
