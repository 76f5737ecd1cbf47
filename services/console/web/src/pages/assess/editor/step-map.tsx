import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import type { Draft } from '../../../drafts/draft.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { ProgressBar } from '../../../page-parts/progress-bar.js';
import classes from '../form/assess.module.css';
import type { Step, StepGroup, StepState } from '../form/form-steps.js';

interface StepMapProps {
  readonly groups: readonly StepGroup[];
  readonly chooses: number;
  readonly draft: Draft;
  /** By the name of the cell. */
  readonly states: ReadonlyMap<string, StepState>;
  readonly current: Step;
  readonly total: { readonly done: number; readonly all: number };
}

/** All that is asked at a glance: a small square each, by group; and by name for who opens the list. */
export function StepMap({ groups, chooses, draft, states, current, total }: StepMapProps) {
  const { t, inLanguage } = useText();
  const groupName = useGroupName();
  const stateOf = (step: Step) => (draft.others[step.name] === undefined ? (states.get(step.name) ?? 'open') : 'conflict');
  const first = new Map(groups.flatMap(({ steps }) => steps).map((step, at) => [step, at + 1]));
  const link = (step: Step, isNamed: boolean) => {
    const state = stateOf(step);
    const label = t('assess.step', { number: first.get(step) ?? 0, title: inLanguage(step.cell.title), state: t(`assess.step.${state}`) });
    return (
      <Link from="/assess/$assessment" to="." search={{ at: step.name }} resetScroll={false} className={classes[isNamed ? 'named' : 'square']} data-state={state} aria-current={step.name === current.name ? 'step' : undefined} aria-label={label} title={inLanguage(step.cell.title)}>
        {state === 'done' && <IconCheck size={14} aria-hidden />}
        {state === 'conflict' && <IconAlertTriangle size={14} aria-hidden />}
        {(state === 'open' || state === 'lacking') && first.get(step)}
        {isNamed && <span>{inLanguage(step.cell.title)}</span>}
      </Link>
    );
  };
  return (
    <nav className={classes['map']} aria-label={t('assess.map')}>
      <p className={classes['total']}>
        <ProgressBar {...total} label={t('assess.progress', { ...total })} />
        {t('assess.progress', { ...total })}
      </p>
      {groups.map(({ group, isAsked, steps }) => {
        const done = steps.filter(({ name }) => states.get(name) === 'done').length;
        const chosen = steps.filter(({ name }) => states.get(name) !== 'open').length;
        return (
          <details key={`${group}-${isAsked}`} className={classes['group']}>
            <summary>
              <strong>{groupName(group)}</strong>
              <span className={classes['hint']}>{isAsked ? t('assess.group.done', { done, all: steps.length }) : t('assess.group.chosen', { done: chosen, all: chooses })}</span>
            </summary>
            <ul className={classes['list']}>
              {steps.map((step) => (
                <li key={step.name}>{link(step, true)}</li>
              ))}
            </ul>
          </details>
        );
      })}
      <ul className={classes['squares']}>
        {groups.flatMap(({ steps }) => steps).map((step) => (
          <li key={step.name}>{link(step, false)}</li>
        ))}
      </ul>
    </nav>
  );
}
