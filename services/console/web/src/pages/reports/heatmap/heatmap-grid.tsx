import { memo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { usePageKeys } from '../../../keys/page-keys.js';
import type { Unit } from '../../../units/units-query.js';
import { reasonIds, useHiddenText } from '../frame/hidden-reason.js';
import type { Heatmap, HeatmapCell } from '../frame/report-queries.js';
import classes from '../frame/reports.module.css';
import { UnitLink } from '../frame/unit-path.js';
import { usePartName } from '../frame/use-part-name.js';
import { HeatmapLegend } from './heatmap-legend.js';
import { inGroups, movedBy, stepOf, type HeatmapRow } from './heatmap-model.js';

export interface HeatmapProps {
  readonly columns: Heatmap['columns'];
  readonly rows: readonly HeatmapRow[];
  readonly units: readonly Unit[];
}

type Place = readonly [row: number, column: number];

const arrows = [{ keys: ['←', '↑', '↓', '→'], text: 'shell.keys.arrows' }] as const;

/** Competencies down, units across. One cell is reached by Tab, the others from it by arrows. */
export function HeatmapGrid({ columns, rows, units }: HeatmapProps) {
  const { t } = useText();
  usePageKeys(arrows);
  const nameOf = usePartName(units);
  const groupName = useGroupName();
  const grid = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>();
  const at: Place = [Math.min(place?.[0] ?? 0, rows.length - 1), Math.min(place?.[1] ?? 0, columns.length - 1)];
  const moved = (event: KeyboardEvent): void => {
    const to = event.target instanceof HTMLTableCellElement ? movedBy(event.key, at, [rows.length, columns.length]) : undefined;
    if (to === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-place="${to.join()}"]`)?.focus();
  };
  const caption = t('reports.heatmap.caption');
  return (
    <figure className={classes['figure']}>
      <HeatmapLegend />
      <div className={classes['grid-scroll']}>
        <table ref={grid} role="grid" aria-label={caption} aria-describedby="heatmap-told" className={classes['grid']} style={{ '--columns': columns.length } as CSSProperties} onKeyDown={moved}>
          <thead>
            <tr>
              <th scope="col">{t('reports.competency')}</th>
              {columns.map((part) => (
                <th key={`${part.includes} ${part.unit}`} scope="col">
                  {part.includes === 'all-below' ? <UnitLink unit={part.unit}>{nameOf(part)}</UnitLink> : nameOf(part)}
                </th>
              ))}
            </tr>
          </thead>
          {inGroups(rows).map(({ group, rows: those }) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={columns.length + 1} className={classes['grid-group']}>
                  <span>{groupName(group)}</span>
                </th>
              </tr>
              {those.map((row) => (
                <tr key={row.competency}>
                  <th scope="row">
                    <Localized text={row.title} />
                  </th>
                  {row.cells.map((cell, column) => {
                    const here = rows.indexOf(row);
                    return <Cell key={`${columns[column]?.includes} ${columns[column]?.unit}`} cell={cell} row={here} column={column} isReached={here === at[0] && column === at[1]} reached={setPlace} />;
                  })}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <figcaption id="heatmap-told" className={classes['told']}>
        {place === undefined ? t('reports.heatmap.hint') : <Told row={rows[at[0]]} column={at[1]} name={nameOf(columns[at[1]]!)} />}
      </figcaption>
    </figure>
  );
}

interface CellProps {
  readonly cell: HeatmapCell;
  readonly row: number;
  readonly column: number;
  readonly isReached: boolean;
  readonly reached: (place: Place) => void;
}

/** Of thousands of cells only the two that an arrow leads from and to are drawn again. */
const Cell = memo(function Cell({ cell: { met, people, hidden }, row, column, isReached, reached }: CellProps) {
  const { t, percent } = useText();
  const hiddenText = useHiddenText();
  const common = { role: 'gridcell', tabIndex: isReached ? 0 : -1, 'data-place': `${row},${column}`, onFocus: () => reached([row, column]) };
  if (met === null) {
    const words = hidden === undefined ? undefined : hiddenText(hidden);
    return (
      <td {...common} className={classes['cell']} data-hidden aria-label={words} title={words}>
        <span aria-hidden>{t('reports.hidden.mark')}</span>
      </td>
    );
  }
  return (
    <td {...common} className={classes['cell']} data-step={stepOf(met)} style={{ '--length': met } as CSSProperties}>
      <span className={classes['met']}>{percent(met)}</span>
      <span className={classes['cell-n']}>{t('reports.n', { n: people ?? 0 })}</span>
    </td>
  );
});

/** The cell that one is at, in a sentence. */
function Told({ row, column, name }: { readonly row: HeatmapRow | undefined; readonly column: number; readonly name: string }) {
  const { t, percent, inLanguage } = useText();
  const cell = row?.cells[column];
  if (row === undefined || cell === undefined) return null;
  const competency = inLanguage(row.title);
  const reason = cell.hidden === undefined ? '' : t(reasonIds[cell.hidden]);
  return (
    <>
      {cell.met === null ? t('reports.heatmap.told.hidden', { competency, name, reason }) : t('reports.heatmap.told', { competency, name, share: percent(cell.met), n: cell.people ?? 0 })}
    </>
  );
}
