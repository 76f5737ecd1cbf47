import { IconChevronRight, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import { pathTo } from '../../../units/unit-choices.js';
import type { Unit } from '../../../units/units-query.js';
import classes from './reports.module.css';

/** Where in the organisation a report is, and the way up. */
export function UnitPath({ unit, units }: { readonly unit: string | undefined; readonly units: readonly Unit[] }) {
  const { t } = useText();
  const path = pathTo(unit, units);
  if (path.length === 0) return null;
  return (
    <nav aria-label={t('reports.path')}>
      <ol className={classes['path']}>
        <li>
          <UnitLink unit={undefined}>{t('reports.unit.all')}</UnitLink>
        </li>
        {path.map((one) => (
          <li key={one.unit}>
            <IconChevronRight size={14} aria-hidden />
            {one.unit === unit ? <span aria-current="page">{one.name}</span> : <UnitLink unit={one.unit}>{one.name}</UnitLink>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function UnitLink({ unit, children }: { readonly unit: string | undefined; readonly children: string }) {
  return (
    <Link to="." search={(before: object) => ({ ...before, unit })} resetScroll={false} className={classes['link']}>
      {children}
    </Link>
  );
}

/** From what a report tells of many to one of them: by name, and whatever their grade. */
export function PeopleLink({ unit, units, cycle }: { readonly unit: string | undefined; readonly units: readonly Unit[]; readonly cycle: string }) {
  const { t } = useText();
  const name = units.find((one) => one.unit === unit)?.name ?? t('reports.unit.all');
  return (
    <Link to="/people" search={{ unit, cycle }} className={classes['people']}>
      <IconUsers size={18} stroke={1.6} aria-hidden />
      {t('people.of-unit', { name })}
    </Link>
  );
}
