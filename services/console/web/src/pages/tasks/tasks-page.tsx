import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Failure, Loading } from '../../page-parts/states.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import { tasksByDate, times } from './tasks-by-date.js';
import { tasksQuery, type Task } from './tasks-query.js';
import classes from './tasks.module.css';

/** What I am asked, the first due first, and where my last result is. */
export function TasksPage() {
  const { t } = useText();
  const { data, error, refetch } = useQuery(tasksQuery);
  return (
    <Stack>
      <PageHeader title={t('shell.nav.tasks')} />
      {data === undefined && (error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />)}
      {data !== undefined && <Tasks tasks={data.tasks} />}
      <section className={classes['result']}>
        <div>
          <h2>{t('tasks.grade')}</h2>
          <p>{t('tasks.grade.text')}</p>
        </div>
        <Button variant="default" renderRoot={(props) => <Link to="/me/grade" {...props} />}>
          {t('tasks.grade.open')}
        </Button>
      </section>
    </Stack>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useText();
  const { waiting, done } = tasksByDate(tasks, Date.now());
  const isIdle = times.every((time) => waiting[time].length === 0);
  return (
    <>
      {isIdle && <Empty title={t('tasks.none')}>{t('tasks.none.text')}</Empty>}
      {times.map((time) => waiting[time].length > 0 && (
        <section key={time} className={classes['part']} data-time={time}>
          <h2>{t(`tasks.${time}`)}</h2>
          <TaskList tasks={waiting[time]} />
        </section>
      ))}
      {done.length > 0 && (
        <details className={classes['part']}>
          <summary>{t('tasks.done', { count: done.length })}</summary>
          <TaskList tasks={done} />
        </details>
      )}
    </>
  );
}

function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t, date } = useText();
  return (
    <ul className={classes['tasks']}>
      {tasks.map(({ assessment, role, state, participant, cycle, deadline }) => (
        <li key={assessment} className={classes['task']}>
          <div className={classes['who']}>
            <Link to="/assess/$assessment" params={{ assessment }}>
              {role === 'self' ? t('tasks.self') : participant.name}
            </Link>
            <span>
              {role === 'self' ? cycle.name : `${t(`tasks.role.${role}`)} · ${cycle.name}`}
            </span>
          </div>
          {state === 'open' && <span className={classes['due']}>{deadline === null ? t('tasks.no-deadline') : t('tasks.due', { date: date(deadline) })}</span>}
          {state === 'submitted' && <StatusBadge status="submitted" />}
          {state === 'closed' && <span className={classes['due']}>{t('tasks.closed')}</span>}
          <Button aria-hidden tabIndex={-1} variant={state === 'open' ? 'light' : 'subtle'} renderRoot={(props) => <Link to="/assess/$assessment" params={{ assessment }} {...props} />}>
            {t(state === 'open' ? 'tasks.open' : 'tasks.view')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
