import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import classes from './tasks.module.css';

/** Of which this device keeps what was typed, and which nobody asks any more: nothing else is known of them. */
export function TakenAway({ assessments }: { readonly assessments: readonly string[] }) {
  const { t } = useText();
  return (
    <ul className={classes['tasks']}>
      {assessments.map((assessment, at) => (
        <li key={assessment} className={classes['task']}>
          <div className={classes['who']}>
            <Link to="/assess/$assessment" params={{ assessment }}>
              {t('tasks.taken-away.one', { number: at + 1, count: assessments.length })}
            </Link>
            <span>{t('tasks.taken-away.text')}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
