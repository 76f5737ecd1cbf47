import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import table from '../../../page-parts/table.module.css';
import { useHiddenText } from '../frame/hidden-reason.js';
import classes from '../frame/reports.module.css';
import { usePartName } from '../frame/use-part-name.js';
import type { HeatmapProps } from './heatmap-grid.js';
import { inGroups } from './heatmap-model.js';

/** The grid's twin without colours: shares and numbers, and words where nothing is told. */
export function HeatmapTable({ columns, rows, units }: HeatmapProps) {
  const { t, percent } = useText();
  const nameOf = usePartName(units);
  const groupName = useGroupName();
  const hiddenText = useHiddenText();
  const caption = t('reports.heatmap.caption');
  return (
    <div className={`${table['scroll']} ${classes['card']}`} role="region" aria-label={caption} tabIndex={0}>
      <table className={table['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reports.competency')}</th>
            {columns.map((part) => (
              <th key={`${part.includes} ${part.unit}`} scope="col" className={table['number']}>
                {nameOf(part)}
              </th>
            ))}
          </tr>
        </thead>
        {inGroups(rows).map(({ group, rows: those }) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1} className={classes['group-name']}>
                {groupName(group)}
              </th>
            </tr>
            {those.map((row) => (
              <tr key={row.competency}>
                <th scope="row" className={classes['row-name']}>
                  <Localized text={row.title} />
                </th>
                {row.cells.map(({ met, people, hidden }, column) => (
                  <td key={`${columns[column]?.includes} ${columns[column]?.unit}`} className={table['number']}>
                    {met !== null && t('reports.share-n', { share: percent(met), n: people ?? 0 })}
                    {hidden !== undefined && hiddenText(hidden)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
