import { useText } from '../../../i18n/use-text.js';
import classes from './legend.module.css';
import { StateMark, type Mark } from './state-mark.js';

const states: readonly Mark[] = ['new', 'raised', 'carried', 'same-as'];

export function Legend() {
  const { t } = useText();
  return (
    <ul className={classes['legend']} aria-label={t('matrix.legend')}>
      {states.map((state) => (
        <li key={state}>
          <StateMark state={state} />
          {t(`matrix.state.${state}`)}
        </li>
      ))}
      <li>
        <span className={classes['blank']} aria-hidden />
        {t('matrix.state.none')}
      </li>
    </ul>
  );
}
