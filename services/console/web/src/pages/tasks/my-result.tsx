import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import type { MyCycle } from '../../my-cycles/my-cycles-query.js';
import { resultsOf, type AwaitedResult } from '../../my-cycles/my-cycles.js';
import { participantQuery } from '../../my-cycles/participant-query.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import { useSession } from '../../session/use-session.js';
import classes from './tasks.module.css';

/** The last result that is released, and when the next one can be read. */
export function MyResult({ cycles }: { readonly cycles: readonly MyCycle[] }) {
  const { t } = useText();
  const { last, awaited } = resultsOf(cycles);
  return (
    <section className={classes['card']}>
      <h2>{t('tasks.grade')}</h2>
      {last !== undefined && <Released cycle={last} />}
      {awaited.map((result) => (
        <Awaited key={result.cycle} result={result} />
      ))}
      {last === undefined && awaited.length === 0 && <p className={classes['due']}>{t('tasks.grade.none')}</p>}
    </section>
  );
}

function Released({ cycle: { cycle, name } }: { readonly cycle: MyCycle }) {
  const { t } = useText();
  const { person } = useSession();
  // that there is a result, and the way to it, stand without the level's name
  const { data } = useQuery(participantQuery(cycle, person.id));
  return (
    <div className={classes['result']}>
      <div>
        {data?.state === 'released' && <p className={classes['level']}>{data.grade?.level ?? t('tasks.grade.no-level')}</p>}
        <p>{name}</p>
        <StatusBadge status="released" />
      </div>
      <Button variant="default" renderRoot={(props) => <Link to="/me/grade" search={{ cycle }} {...props} />}>
        {t('tasks.grade.open')}
      </Button>
    </div>
  );
}

function Awaited({ result: { name, stage, until } }: { readonly result: AwaitedResult }) {
  const { t, date } = useText();
  const when = stage === 'calibration' ? t('tasks.grade.calibration', { name }) : until === null ? t('tasks.grade.answers', { name }) : t('tasks.grade.answers-until', { name, date: date(until) });
  return <p className={classes['due']}>{when}</p>;
}
