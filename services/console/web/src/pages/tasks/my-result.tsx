import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import type { MyCycle } from '../../my-cycles/my-cycles-query.js';
import { resultsOf, type AwaitedResult } from '../../my-cycles/my-cycles.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import classes from './tasks.module.css';

/** Where the last result that is released can be read, and when the next one can. */
export function MyResult({ cycles }: { readonly cycles: readonly MyCycle[] }) {
  const { t } = useText();
  const { last, awaited } = resultsOf(cycles);
  return (
    <section className={classes['card']}>
      <h2>{t('tasks.grade')}</h2>
      {last !== undefined && (
        <div className={classes['result']}>
          <div>
            <p>{last.name}</p>
            <StatusBadge status="released" />
          </div>
          <Button variant="default" renderRoot={(props) => <Link to="/me/grade" search={{ cycle: last.cycle }} {...props} />}>
            {t('tasks.grade.open')}
          </Button>
        </div>
      )}
      {awaited.map((result) => (
        <Awaited key={result.cycle} result={result} />
      ))}
      {last === undefined && awaited.length === 0 && <p className={classes['due']}>{t('tasks.grade.none')}</p>}
    </section>
  );
}

function Awaited({ result: { name, stage, until } }: { readonly result: AwaitedResult }) {
  const { t, date } = useText();
  const when = stage === 'calibration' ? t('tasks.grade.calibration', { name }) : until === null ? t('tasks.grade.answers', { name }) : t('tasks.grade.answers-until', { name, date: date(until) });
  return <p className={classes['due']}>{when}</p>;
}
