import { NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { GroupNames, useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { Loaded } from '../../../page-parts/loaded.js';
import { Empty } from '../../../page-parts/states.js';
import { soleRoot } from '../../../units/unit-choices.js';
import type { Unit } from '../../../units/units-query.js';
import { useChangeSearch } from '../frame/report-filters.js';
import { ReportFrame, type Reported } from '../frame/report-frame.js';
import { heatmapQuery, type Heatmap } from '../frame/report-queries.js';
import { orders, type HeatmapSearch } from '../frame/report-search.js';
import { usePartName } from '../frame/use-part-name.js';
import { HeatmapGrid } from './heatmap-grid.js';
import { alone, groupsOf, hidingIn, partName, rowsOf, type HeatmapPart } from './heatmap-model.js';
import { HeatmapTable } from './heatmap-table.js';
import { HiddenSummary } from './hidden-summary.js';

export function HeatmapPage() {
  const search = useSearch({ from: '/reports/heatmap' });
  return (
    <ReportFrame name="heatmap" search={search} filters={(reported) => <HeatmapFilters search={search} reported={reported} />}>
      {(reported) => <Report search={search} reported={reported} />}
    </ReportFrame>
  );
}

interface OfHeatmap {
  readonly search: HeatmapSearch;
  readonly reported: Reported;
}

function HeatmapFilters({ search, reported }: OfHeatmap) {
  const { t } = useText();
  const { data } = useHeatmap({ search, reported });
  const change = useChangeSearch();
  return (
    <>
      <GroupNames value={data?.groupNames ?? {}}>
        <GroupFilter groups={data === undefined ? [] : groupsOf(data)} group={search.group} />
      </GroupNames>
      <NativeSelect
        label={t('reports.order')}
        value={search.order ?? 'matrix'}
        onChange={({ currentTarget: { value } }) => change({ order: value === 'matrix' ? undefined : value })}
        data={orders.map((order) => ({ value: order, label: t(`reports.order.${order}`) }))}
      />
    </>
  );
}

const useHeatmap = ({ search, reported }: OfHeatmap) => useQuery(heatmapQuery(reported.cycle, search.unit ?? soleRoot(reported.units)));

/** The groups that the matrix has, in its order. */
function GroupFilter({ groups, group }: { readonly groups: readonly string[]; readonly group: string | undefined }) {
  const { t } = useText();
  const groupName = useGroupName();
  const change = useChangeSearch();
  return (
    <NativeSelect
      label={t('reports.group')}
      value={group !== undefined && groups.includes(group) ? group : ''}
      onChange={(event) => change({ group: event.currentTarget.value || undefined })}
      data={[{ value: '', label: t('reports.group.all') }, ...groups.map((one) => ({ value: one, label: groupName(one) }))]}
    />
  );
}

function Report({ search, reported }: OfHeatmap) {
  const heatmap = useHeatmap({ search, reported });
  return (
    <Loaded read={heatmap} rows={10}>
      {(data) => (
        <GroupNames value={data.groupNames}>
          <Rows data={data} search={search} units={reported.units} />
        </GroupNames>
      )}
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
