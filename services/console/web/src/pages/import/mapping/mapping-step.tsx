import { NativeSelect, Stack, Text } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import { importAddress } from '../address/import-address.js';
import type { Preview, SampleTable } from '../preview/import-queries.js';
import type { useStoredImport } from '../preview/use-stored-import.js';
import { Refusal } from '../step/refusal.js';
import { StepButtons } from '../step/step-buttons.js';
import { ColumnChoice } from './column-choice.js';
import { isSaidTwice, mappingOf, sameBehind, untouched, widthOf, withColumn, withTable, withoutTable } from './mapped-tables.js';
import classes from './mapping.module.css';
import { TableSettings } from './table-settings.js';
import { Understood } from './understood.js';
import { useMapping } from './use-mapping.js';

interface MappingStepProps {
  readonly preview: Preview;
  readonly tables: readonly SampleTable[];
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** What each column of a file is, with its first cells beside it; and what the file gives by that. */
export function MappingStep({ preview, tables, kept: { change, stored } }: MappingStepProps) {
  const { t } = useText();
  const navigate = importAddress.useNavigate();
  const { table: chosen = 1 } = importAddress.useSearch();
  // corrections speak of what was understood before
  const { mapping, say, isReading, error, again } = useMapping(preview, () => stored.corrections.length > 0 && change({ corrections: [] }));
  const at = Math.min(chosen, tables.length) - 1;
  const table = tables[at];
  if (table === undefined) return <StepButtons back="text" next="anomalies" />;
  const mapped = mappingOf(mapping, table);
  const titleOf = (column: number): string => table.headers[column]?.trim() ?? '';
  return (
    <Stack gap="lg">
      <Text>{t(`import.mapping.by.${isReading ? 'sending' : preview.mappedBy}`)}</Text>
      <div className={classes['columns']}>
        <Stack gap="md">
          {tables.length > 1 && (
            <NativeSelect
              label={t('import.mapping.table')}
              description={t('import.mapping.tables', { count: tables.length })}
              value={String(at + 1)}
              onChange={({ currentTarget }) => void navigate({ search: (before) => ({ ...before, table: Number(currentTarget.value) }), replace: true, resetScroll: false })}
              data={tables.map((one, index) => ({
                value: String(index + 1),
                label: t(mappingOf(mapping, one) === undefined ? 'import.mapping.table.left' : 'import.mapping.table.taken', { name: one.table, count: one.height }),
              }))}
            />
          )}
          {tables.length > 1 && (
            <label className={classes['take']}>
              <input type="checkbox" checked={mapped !== undefined} onChange={() => say(mapped === undefined ? withTable(mapping, untouched(table)) : withoutTable(mapping, table))} />
              {t('import.mapping.take', { name: table.table })}
            </label>
          )}
          {mapped !== undefined && (
            <>
              <TableSettings key={table.table} mapping={mapped} table={table} say={(changed) => say(withTable(mapping, changed))} />
              <ul className={classes['list']} aria-label={t('import.mapping.columns')}>
                {Array.from({ length: widthOf(table) }, (_, column) => (
                  <li key={`${table.table} ${column}`}>
                    <ColumnChoice
                      at={column}
                      title={titleOf(column)}
                      cells={table.rows.map((row) => row[column] ?? '')}
                      column={mapped.columns[column] ?? { is: 'ignore' }}
                      isTwice={isSaidTwice(mapped, column)}
                      sayBehind={column + 1 < widthOf(table) ? () => say(withTable(mapping, sameBehind(mapped, column, table))) : undefined}
                      say={(meant) => say(withTable(mapping, withColumn(mapped, column, meant)))}
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Stack>
        <Stack gap="md" className={classes['result']}>
          {error !== null && <Refusal error={error} retry={again} />}
          <Understood preview={preview} isReading={isReading} />
        </Stack>
      </div>
      <StepButtons back="text" {...(preview.levels.length === 0 ? {} : { next: preview.anomalies.length > 0 ? 'anomalies' : 'competencies' })} />
    </Stack>
  );
}
