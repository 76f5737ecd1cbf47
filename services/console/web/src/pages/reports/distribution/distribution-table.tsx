import { Fragment } from 'react';

import { useText } from '../../../i18n/use-text.js';
import table from '../../../page-parts/table.module.css';
import type { Unit } from '../../../units/units-query.js';
import { useHiddenText } from '../frame/hidden-reason.js';
import type { Distribution, HiddenReason } from '../frame/report-queries.js';
import classes from '../frame/reports.module.css';
import { usePartName } from '../frame/use-part-name.js';
import { barsOf, type Bar } from './distribution-model.js';

/** The chart's twin: levels down, the whole and its parts across. */
export function DistributionTable({ whole, reports, units }: { readonly whole: Distribution; readonly reports: readonly Distribution[]; readonly units: readonly Unit[] }) {
  const { t } = useText();
  const nameOf = usePartName(units);
  const name = units.find(({ unit }) => unit === whole.unit)?.name ?? t('reports.unit.all');
  const columns = [
    { key: 'whole', name, people: whole.people, hidden: whole.hidden, bars: barsOf(whole) },
    ...whole.parts.map((part) => {
      const report = part.includes === 'all-below' ? reports.find(({ unit }) => unit === part.unit) : undefined;
      return { key: `${part.includes} ${part.unit}`, name: nameOf(part), people: part.people, hidden: part.hidden, bars: report === undefined ? [] : barsOf(report) };
    }),
  ];
  const levels = columns.find(({ bars }) => bars.length > 0)?.bars.map(({ level }) => level) ?? [];
  const caption = t('reports.distribution.of', { name });
  return (
    <div className={`${table['scroll']} ${classes['card']}`} role="region" aria-label={caption} tabIndex={0}>
      <table className={`${table['table']} ${classes['distribution']}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reports.level')}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.hidden === undefined ? table['number'] : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.length === 0 && (
            <tr>
              <th scope="row">{t('reports.level')}</th>
              {columns.map(({ key, hidden }) => (
                <Cell key={key} bar={undefined} hidden={hidden} rowSpan={2} />
              ))}
            </tr>
          )}
          {levels.map((level, at) => (
            <tr key={level ?? ''}>
              <th scope="row">{level ?? t('reports.no-level')}</th>
              {columns.map(({ key, bars, hidden }) => (
                <Cell key={key} bar={bars[at]} hidden={hidden} rowSpan={at === 0 ? levels.length + 1 : undefined} />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('reports.all')}</th>
            {columns.map(({ key, people, hidden }) => (
              <Fragment key={key}>{hidden === undefined && <td className={table['number']}>{people}</td>}</Fragment>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly bar: Bar | undefined;
  readonly hidden: HiddenReason | undefined;
  /** How many rows the reason stands for; undefined in the rows that it reaches down to. */
  readonly rowSpan: number | undefined;
}

function Cell({ bar, hidden, rowSpan }: CellProps) {
  const { t, percent } = useText();
  const hiddenText = useHiddenText();
  if (hidden === undefined) return <td className={table['number']}>{bar !== undefined && t('reports.n-share', { n: bar.people, share: percent(bar.share) })}</td>;
  if (rowSpan === undefined) return null;
  return (
    <td rowSpan={rowSpan} className={classes['hidden-column']}>
      {hiddenText(hidden)}
    </td>
  );
}
