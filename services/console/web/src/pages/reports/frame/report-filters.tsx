import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { ChartOrTable } from '../../../page-parts/chart-or-table.js';
import { choicesOf } from '../../../units/unit-choices.js';
import type { Unit } from '../../../units/units-query.js';
import type { ReportSearch } from './report-search.js';
import type { Cycle } from './reported-cycles.js';
import classes from './reports.module.css';

interface ReportFiltersProps {
  readonly search: ReportSearch;
  /** The one that is shown, be it chosen or the latest. */
  readonly cycle: string;
  readonly cycles: readonly Cycle[];
  readonly units: readonly Unit[];
  /** What only this report can be narrowed by. */
  readonly children?: ReactNode;
}

/** One bar on every report; what it says is the address. */
export function ReportFilters({ search, cycle, cycles, units, children }: ReportFiltersProps) {
  const { t } = useText();
  const change = useChangeSearch();
  return (
    <div className={classes['filters']} role="group" aria-label={t('reports.filters')}>
      <NativeSelect label={t('reports.cycle')} value={cycle} onChange={(event) => change({ cycle: event.currentTarget.value })} data={cycles.map((one) => ({ value: one.cycle, label: one.name }))} />
      <NativeSelect
        label={t('reports.unit')}
        value={search.unit ?? ''}
        onChange={(event) => change({ unit: event.currentTarget.value || undefined })}
        data={[{ value: '', label: t('reports.unit.all') }, ...choicesOf(units).map(({ unit, name, depth }) => ({ value: unit, label: `${'\u2003'.repeat(depth)}${name}` }))]}
      />
      {children}
      <div className={classes['shows']}>
        <ChartOrTable value={search.show ?? 'chart'} onChange={(show) => change({ show: show === 'chart' ? undefined : show })} />
      </div>
    </div>
  );
}

export function useChangeSearch(): (changed: Readonly<Record<string, string | undefined>>) => void {
  const navigate = useNavigate();
  return (changed) => void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), resetScroll: false });
}
