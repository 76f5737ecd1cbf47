import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useText } from '../i18n/use-text.js';
import { ProgressBar } from '../page-parts/progress-bar.js';
import { tasksQuery } from '../pages/tasks/tasks-query.js';
import { myParts } from './my-part.js';
import classes from './phase-bar.module.css';

/** The same on every page: which cycle it is about, and what of it is mine to do. */
export function PhaseBar() {
  const { t, date } = useText();
  const { data } = useQuery(tasksQuery);
  const [chosen, choose] = useState<string>();
  const parts = myParts(data?.tasks ?? []);
  const part = parts.find(({ cycle }) => cycle === chosen) ?? parts[0];
  if (part === undefined) return null;
  const { done, all, due } = part;
  const mine = done === all ? t('phases.all-done', { all }) : due === null ? t('phases.mine', { done, all }) : t('phases.mine-due', { done, all, date: date(due) });
  return (
    <aside className={classes['bar']} aria-label={t('phases.label')}>
      {parts.length === 1 ? (
        <strong className={classes['cycle']}>{part.name}</strong>
      ) : (
        <select className={classes['cycle']} aria-label={t('phases.cycle')} value={part.cycle} onChange={(event) => choose(event.currentTarget.value)}>
          {parts.map(({ cycle, name }) => (
            <option key={cycle} value={cycle}>
              {name}
            </option>
          ))}
        </select>
      )}
      <ProgressBar done={done} all={all} label={t('phases.progress')} />
      <span className={classes['mine']}>{mine}</span>
    </aside>
  );
}
