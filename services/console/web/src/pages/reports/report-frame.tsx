import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ApiError } from '../../api/problem.js';
import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Failure, Forbidden, Loading } from '../../page-parts/states.js';
import { ReportFilters } from './report-filters.js';
import { reportedCyclesQuery, unitsQuery, type Unit } from './report-queries.js';
import type { ReportSearch } from './report-search.js';
import classes from './reports.module.css';
import { PeopleLink, UnitPath } from './unit-path.js';

interface ReportFrameProps {
  readonly name: 'distribution' | 'heatmap';
  readonly search: ReportSearch;
  readonly filters?: ReactNode;
  readonly children: (asked: { readonly cycle: string; readonly units: readonly Unit[] }) => ReactNode;
}

/** What is around every report: its name, the filter bar, where in the organisation one is, and the states before there is anything to show. */
export function ReportFrame({ name, search, filters, children }: ReportFrameProps) {
  const { t } = useText();
  const cycles = useQuery(reportedCyclesQuery);
  const units = useQuery(unitsQuery);
  const error = cycles.error ?? units.error;
  if (error instanceof ApiError && error.isForbidden) return <Forbidden />;
  const cycle = search.cycle ?? cycles.data?.at(-1)?.cycle;
  const isLoading = cycles.data === undefined || units.data === undefined;
  return (
    <Stack gap="lg">
      <PageHeader title={t(`reports.${name}`)}>{t(`reports.${name}.text`)}</PageHeader>
      {error !== null && <Failure error={error} retry={() => void Promise.all([cycles.refetch(), units.refetch()])} />}
      {error === null && isLoading && <Loading rows={8} />}
      {!isLoading && cycle === undefined && <Empty title={t('reports.none')}>{t('reports.none.text')}</Empty>}
      {!isLoading && cycle !== undefined && (
        <>
          <ReportFilters search={search} cycle={cycle} cycles={cycles.data} units={units.data}>
            {filters}
          </ReportFilters>
          <div className={classes['way']}>
            <UnitPath unit={search.unit} units={units.data} />
            <PeopleLink unit={search.unit} units={units.data} cycle={cycle} />
          </div>
          {children({ cycle, units: units.data })}
        </>
      )}
    </Stack>
  );
}
