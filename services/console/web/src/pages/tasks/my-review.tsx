import { useText } from '../../i18n/use-text.js';
import type { MyCycle, Phase } from '../../my-cycles/my-cycles-query.js';
import { PhaseMark } from '../../my-cycles/phase-mark.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import type { TaskStatus } from './task-status.js';
import classes from './tasks.module.css';

interface MyReviewProps {
  readonly cycle: MyCycle;
  /** Of the own self-assessment; undefined as long as it is not asked for. */
  readonly self: TaskStatus | undefined;
}

/** Every phase of a cycle in which I am assessed, in words: done, now or to come, and until when. */
export function MyReview({ cycle: { name, phases }, self }: MyReviewProps) {
  const { t } = useText();
  return (
    <section className={classes['card']}>
      <h2>{t('tasks.review', { name })}</h2>
      <ol className={classes['phases']}>
        {phases.map((phase) => (
          <PhaseLine key={phase.phase} phase={phase} self={phase.phase === 'self' ? self : undefined} />
        ))}
      </ol>
    </section>
  );
}

function PhaseLine({ phase: { phase, state, deadline }, self }: { readonly phase: Phase; readonly self: TaskStatus | undefined }) {
  const { t, date } = useText();
  const isDated = deadline !== null && state !== 'done';
  const isTooLate = isDated && state === 'current' && Date.parse(deadline) < Date.now();
  const until = isDated ? t(isTooLate ? 'phases.state.current.too-late' : `phases.state.${state}.until`, { date: date(deadline) }) : t(`phases.state.${state}`);
  return (
    <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      <PhaseMark state={state} size={22} />
      <div className={classes['phase-text']}>
        <span className={classes['phase-name']}>{t(`phases.${phase}`)}</span>
        <span className={classes['due']}>{until}</span>
      </div>
      {self === 'closed' && <span className={classes['due']}>{t('tasks.closed')}</span>}
      {self !== undefined && self !== 'closed' && <StatusBadge status={self} />}
    </li>
  );
}
