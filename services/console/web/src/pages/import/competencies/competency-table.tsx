import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import table from '../../../page-parts/table.module.css';
import { demandsEvidence, isMustHave } from '../correcting/correcting.js';
import type { Rows } from '../correcting/use-rows.js';
import type { Preview } from '../preview/import-queries.js';
import { byGroup } from './by-group.js';
import classes from './competency-table.module.css';

interface CompetencyTableProps {
  readonly preview: Preview;
  readonly rows: Rows;
  /** What can be done with the selected ones. */
  readonly children: ReactNode;
}

type Competency = Preview['competencies'][number];

/** Every competency with its statements, to be selected and corrected. */
export function CompetencyTable({ preview, rows, children }: CompetencyTableProps) {
  const { t } = useText();
  const groupName = useGroupName();
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('import.competencies', { count: preview.competencies.length })}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('import.competencies.text')}
      </Text>
      {children}
      <div className={classes['scroll']} onFocus={rows.onFocus}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{t('matrix.competency')}</th>
              <th scope="col">{t('import.levels')}</th>
            </tr>
          </thead>
          {byGroup(preview).map(({ group, competencies }) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={2}>
                  {groupName(group)}
                </th>
              </tr>
              {competencies.map((one) => (
                <CompetencyRow key={one.id} competency={one} rows={rows} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

function CompetencyRow({ competency, rows }: { readonly competency: Competency; readonly rows: Rows }) {
  const { t } = useText();
  const { id, title, cells, sameAs = {} } = competency;
  const demands = [...(demandsEvidence(competency) ? [t('import.demands.evidence')] : []), ...(isMustHave(competency) ? [t('import.demands.must-have')] : [])];
  const isSelected = rows.selected.has(id);
  return (
    <tr data-row={id} className={classes['row']} data-selected={isSelected || undefined}>
      <td>
        <label className={classes['title']}>
          <input type="checkbox" checked={isSelected} onChange={() => rows.toggle(id)} tabIndex={rows.current === id ? 0 : -1} />
          <span>{cells.length === 1 ? (cells[0]?.statement ?? title) : title}</span>
        </label>
        {cells.length > 1 && (
          <ol className={classes['cells']}>
            {cells.map((cell) => (
              <li key={cell.levels.join(' ')}>
                {cell.statement} <span className={classes['levels']}>{cell.levels.join(', ')}</span>
              </li>
            ))}
          </ol>
        )}
        {demands.length > 0 && <div className={classes['demands']}>{t('import.demands', { demands: demands.join(', ') })}</div>}
      </td>
      <td>
        {cells.flatMap(({ levels }) => levels).join(', ')}
        {Object.entries(sameAs).map(([level, as]) => (
          <div key={level} className={classes['levels']}>
            {t('diff.reference', { level, as })}
          </div>
        ))}
      </td>
    </tr>
  );
}
