import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { Loaded } from '../../../page-parts/loaded.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { shownOf, together } from '../../../page-parts/read.js';
import { Empty, Forbidden } from '../../../page-parts/states.js';
import { unitsQuery, type Unit } from '../../../units/units-query.js';
import { ReportFilters } from './report-filters.js';
import { reportedCyclesQuery } from './report-queries.js';
import type { ReportSearch } from './report-search.js';
import classes from './reports.module.css';
import { PeopleLink, UnitPath } from './unit-path.js';

export interface Reported {
  readonly cycle: string;
  readonly units: readonly Unit[];
}

interface ReportFrameProps {
  readonly name: 'distribution' | 'heatmap';
  readonly search: ReportSearch;
  readonly filters?: (asked: Reported) => ReactNode;
  readonly children: (asked: Reported) => ReactNode;
}

/** What is around every report: its name, the filter bar, where in the organisation one is, and the states before there is anything to show. */
export function ReportFrame({ name, search, filters, children }: ReportFrameProps) {
  const { t } = useText();
  const read = together({ cycles: useQuery(reportedCyclesQuery), units: useQuery(unitsQuery) });
  if (shownOf(read) === 'forbidden') return <Forbidden />;
  // that it may be out of date is said once, by the report
  const around = { ...read, error: read.data === undefined ? read.error : null };
  return (
    <Stack gap="lg">
      <PageHeader title={t(`reports.${name}`)}>{t(`reports.${name}.text`)}</PageHeader>
      <Loaded read={around} rows={8}>
        {({ cycles, units }) => {
          const cycle = search.cycle ?? cycles.at(-1)?.cycle;
          if (cycle === undefined) return <Empty title={t('reports.none')}>{t('reports.none.text')}</Empty>;
          return (
            <>
              <ReportFilters search={search} cycle={cycle} cycles={cycles} units={units}>
                {filters?.({ cycle, units })}
              </ReportFilters>
              <div className={classes['way']}>
                <UnitPath unit={search.unit} units={units} />
                <PeopleLink unit={search.unit} units={units} cycle={cycle} />
              </div>
              {children({ cycle, units })}
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}
