import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { steps, type Step } from './address/import-search.js';
import classes from './import-steps.module.css';

interface ImportStepsProps {
  readonly current: Step;
  readonly importId: string | undefined;
  /** Whether somebody has to say what the columns of the file are. */
  readonly hasTables: boolean;
}

/** Where one is; what lies behind, and what can be gone to, are links. */
export function ImportSteps({ current, importId, hasTables }: ImportStepsProps) {
  const { t } = useText();
  const taken = steps.filter((step) => step !== 'mapping' || hasTables || current === 'mapping');
  const at = taken.indexOf(current);
  const canGoTo = (step: Step): boolean => step !== current && current !== 'done' && step !== 'done' && (step === 'text' || importId !== undefined);
  return (
    <nav aria-label={t('import.steps')}>
      <ol className={classes['steps']}>
        {taken.map((step, index) => {
          const label = (
            <>
              <span className={classes['number']} aria-hidden>
                {index < at || current === 'done' ? '✓' : index + 1}
              </span>
              <span className={classes['name']}>{t(`import.step.${step}`)}</span>
            </>
          );
          return (
            <li key={step} data-state={index < at ? 'behind' : index === at ? 'here' : 'ahead'} aria-current={index === at ? 'step' : undefined}>
              {canGoTo(step) ? (
                <Link from="/admin/matrix/import" to="." search={(before) => ({ ...before, step })} className={classes['step']}>
                  {label}
                </Link>
              ) : (
                <span className={classes['step']}>{label}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
