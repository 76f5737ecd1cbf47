import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useText } from '../i18n/use-text.js';
import { myCyclesQuery, type MyCycle, type Phase } from '../my-cycles/my-cycles-query.js';
import { firstWaiting, mainPhases } from '../my-cycles/my-cycles.js';
import { PhaseMark } from '../my-cycles/phase-mark.js';
import { useShownCycle } from '../shown-page/page-cycle.js';
import classes from './phase-bar.module.css';

/** The same on every page: which cycle it is about, where that is for me, and what of it is mine to do. */
export function PhaseBar() {
  const { t } = useText();
  const { data } = useQuery(myCyclesQuery);
  const [chosen, choose] = useState<string>();
  const cycles = firstWaiting(data ?? []);
  const ofPage = useShownCycle();
  const byPage = cycles.find(({ cycle }) => cycle === ofPage);
  const shown = byPage ?? cycles.find(({ cycle }) => cycle === chosen) ?? cycles[0];
  if (shown === undefined) return null;
  return (
    <aside className={classes['bar']} aria-label={t('phases.label')}>
      {cycles.length === 1 || byPage !== undefined ? (
        <strong className={classes['cycle']}>{shown.name}</strong>
      ) : (
        <select className={classes['cycle']} aria-label={t('phases.cycle')} value={shown.cycle} onChange={(event) => choose(event.currentTarget.value)}>
          {cycles.map(({ cycle, name }) => (
            <option key={cycle} value={cycle}>
              {name}
            </option>
          ))}
        </select>
      )}
      <Mine tasks={shown.tasks} />
      <Phases phases={shown.phases} />
    </aside>
  );
}

function Phases({ phases }: { readonly phases: readonly Phase[] }) {
  const { t } = useText();
  const main = mainPhases(phases);
  return (
    <ol className={classes['phases']}>
      {phases.map((phase) => (
        <li key={phase.phase} className={classes['phase']} data-state={phase.state} data-main={main.includes(phase) || undefined} aria-current={phase.state === 'current' ? 'step' : undefined}>
          <PhaseMark state={phase.state} />
          <span>{t(`phases.${phase.phase}`)}</span>
          <VisuallyHidden>, {t(`phases.state.${phase.state}`)}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}

function Mine({ tasks }: Pick<MyCycle, 'tasks'>) {
  const { t, date } = useText();
  const { done, all, due, tooLate } = tasks;
  if (all === 0) return null;
  const said = done === all ? t('phases.all-done', { all }) : due === null ? t('phases.mine', { done, all }) : t('phases.mine-due', { done, all, date: date(due) });
  return (
    <span className={classes['mine']}>
      {said}
      {tooLate > 0 && t('phases.too-late', { count: tooLate })}
    </span>
  );
}
