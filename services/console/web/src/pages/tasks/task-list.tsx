import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import type { Task } from '../../my-tasks/tasks-query.js';
import { StatusBadge } from '../../page-parts/status-badge.js';
import { hasKeptWords, statusOf } from './task-status.js';
import { isTooLate } from './tasks-by-date.js';
import classes from './tasks.module.css';

interface TaskListProps {
  readonly tasks: readonly Task[];
  /** Assessments of which this device keeps something that was typed. */
  readonly onDevice: ReadonlySet<string>;
}

const words = { 'not-started': 'tasks.open', draft: 'tasks.continue', submitted: 'tasks.view', closed: 'tasks.view' } as const;

export function TaskList({ tasks, onDevice }: TaskListProps) {
  const { t, date, dateTime } = useText();
  const now = Date.now();
  return (
    <ul className={classes['tasks']}>
      {tasks.map((task) => {
        const { assessment, role, state, participant, cycle, deadline } = task;
        const status = statusOf(task, onDevice);
        const isKept = hasKeptWords(task, onDevice);
        const mayAnswer = state === 'open' && !isTooLate(task, now);
        return (
          <li key={assessment} className={classes['task']}>
            <div className={classes['who']}>
              <Link to="/assess/$assessment" params={{ assessment }}>
                {role === 'self' ? t('tasks.self') : participant.name}
              </Link>
              <span>{role === 'self' ? cycle.name : `${t(`tasks.role.${role}`)} · ${cycle.name}`}</span>
              {isKept && <span>{t('tasks.kept.text')}</span>}
            </div>
            {mayAnswer && <span className={classes['due']}>{deadline === null ? t('tasks.no-deadline') : t('tasks.due', { date: date(deadline) })}</span>}
            {state === 'open' && !mayAnswer && <span className={classes['due']}>{t('tasks.too-late.since', { date: dateTime(deadline ?? '') })}</span>}
            {status === 'closed' ? <span className={classes['due']}>{t('tasks.closed')}</span> : <StatusBadge status={status} />}
            <Button aria-hidden tabIndex={-1} variant={mayAnswer ? 'light' : 'subtle'} renderRoot={(props) => <Link to="/assess/$assessment" params={{ assessment }} {...props} />}>
              {t(mayAnswer ? words[status] : isKept ? 'tasks.kept.read' : 'tasks.view')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
