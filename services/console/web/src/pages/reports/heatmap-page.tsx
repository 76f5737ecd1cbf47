import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { Empty, Failure, Loading } from '../../page-parts/states.js';
import { HeatmapGrid } from './heatmap-grid.js';
import { hidingIn, rowsOf } from './heatmap-model.js';
import { HeatmapTable } from './heatmap-table.js';
import { HiddenSummary } from './hidden-summary.js';
import { useChangeSearch } from './report-filters.js';
import { ReportFrame } from './report-frame.js';
import { heatmapQuery, type Unit } from './report-queries.js';
import { groupings, orders, type HeatmapSearch } from './report-search.js';
import { soleRoot } from './unit-choices.js';

export function HeatmapPage() {
  const search = useSearch({ from: '/reports/heatmap' });
  return (
    <ReportFrame name="heatmap" search={search} filters={<HeatmapFilters search={search} />}>
      {({ cycle, units }) => <Report cycle={cycle} search={search} units={units} />}
    </ReportFrame>
  );
}

function HeatmapFilters({ search }: { readonly search: HeatmapSearch }) {
  const { t } = useText();
  const groupName = useGroupName();
  const change = useChangeSearch();
  return (
    <>
      <NativeSelect
        label={t('reports.group')}
        value={search.group ?? ''}
        onChange={(event) => change({ group: event.currentTarget.value || undefined })}
        data={[{ value: '', label: t('reports.group.all') }, ...groupings.map((group) => ({ value: group, label: groupName(group) }))]}
      />
      <NativeSelect
        label={t('reports.order')}
        value={search.order ?? 'matrix'}
        onChange={({ currentTarget: { value } }) => change({ order: value === 'matrix' ? undefined : value })}
        data={orders.map((order) => ({ value: order, label: t(`reports.order.${order}`) }))}
      />
    </>
  );
}

function Report({ cycle, search, units }: { readonly cycle: string; readonly search: HeatmapSearch; readonly units: readonly Unit[] }) {
  const { t } = useText();
  const { data, error, refetch } = useQuery(heatmapQuery(cycle, search.unit ?? soleRoot(units)));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={10} />;
  const rows = rowsOf(data, search);
  if (rows.length === 0 || data.columns.length === 0) return <Empty title={t('reports.empty')}>{t('reports.empty.text')}</Empty>;
  return (
    <>
      {search.show === 'table' ? <HeatmapTable columns={data.columns} rows={rows} units={units} /> : <HeatmapGrid columns={data.columns} rows={rows} units={units} />}
      <HiddenSummary hiding={hidingIn(rows)} cells={rows.length * data.columns.length} />
    </>
  );
}
