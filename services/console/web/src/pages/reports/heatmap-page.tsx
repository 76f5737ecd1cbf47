import { NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { Loaded } from '../../page-parts/loaded.js';
import { Empty } from '../../page-parts/states.js';
import { HeatmapGrid } from './heatmap-grid.js';
import { alone, hidingIn, partName, rowsOf, type HeatmapPart } from './heatmap-model.js';
import { HeatmapTable } from './heatmap-table.js';
import { HiddenSummary } from './hidden-summary.js';
import { useChangeSearch } from './report-filters.js';
import { ReportFrame } from './report-frame.js';
import { heatmapQuery, type Heatmap, type Unit } from './report-queries.js';
import { groupings, orders, type HeatmapSearch } from './report-search.js';
import { soleRoot } from './unit-choices.js';
import { usePartName } from './use-part-name.js';

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
  const heatmap = useQuery(heatmapQuery(cycle, search.unit ?? soleRoot(units)));
  return (
    <Loaded read={heatmap} rows={10}>
      {(data) => <Rows data={data} search={search} units={units} />}
    </Loaded>
  );
}

function Rows({ data, search, units }: { readonly data: Heatmap; readonly search: HeatmapSearch; readonly units: readonly Unit[] }) {
  const { t } = useText();
  // beside each other they would have to be scrolled sideways
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const rows = rowsOf(data, search);
  if (rows.length === 0 || data.columns.length === 0) return <Empty title={t('reports.empty')}>{t('reports.empty.text')}</Empty>;
  const whole = { columns: data.columns, rows };
  const shown = isNarrow ? alone(whole, search.part) : whole;
  return (
    <>
      {isNarrow && <PartChoice whole={whole} shown={shown} units={units} />}
      {search.show === 'table' ? <HeatmapTable {...shown} units={units} /> : <HeatmapGrid {...shown} units={units} />}
      <HiddenSummary hiding={hidingIn(rows)} cells={rows.length * data.columns.length} />
    </>
  );
}

/** One unit at a time. */
function PartChoice({ whole, shown, units }: { readonly whole: HeatmapPart; readonly shown: HeatmapPart; readonly units: readonly Unit[] }) {
  const { t } = useText();
  const nameOf = usePartName(units);
  const change = useChangeSearch();
  if (whole.columns.length < 2) return null;
  return (
    <NativeSelect
      label={t('reports.heatmap.part')}
      value={shown.columns.map(partName)[0]}
      onChange={(event) => change({ part: event.currentTarget.value })}
      data={whole.columns.map((part) => ({ value: partName(part), label: nameOf(part) }))}
    />
  );
}
