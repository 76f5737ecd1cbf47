import { NativeSelect, Text } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import type { SampleTable, TableMapping } from '../preview/import-queries.js';
import { LanguageChoice } from './language-choice.js';
import { hasOwnNames, hasPaths, withSaid } from './mapped-tables.js';
import classes from './mapping.module.css';
import { TypedName } from './typed-name.js';

interface TableSettingsProps {
  readonly mapping: TableMapping;
  readonly table: SampleTable;
  readonly say: (mapping: TableMapping) => void;
}

const mostHeaderRows = 20;

/** Which rows head the table, and what holds for all of it where no column says it. */
export function TableSettings({ mapping, table, say }: TableSettingsProps) {
  const { t } = useText();
  const isSaid = (is: string): boolean => mapping.columns.some((column) => column.is === is);
  const wide = mapping.columns.some((column) => column.is === 'statement' && column.level !== undefined);
  return (
    <div>
      {hasOwnNames(table, mapping) ? (
        <Text size="sm">{t(hasPaths(table) ? 'import.mapping.paths' : 'import.mapping.outline')}</Text>
      ) : (
        <NativeSelect
          label={t('import.mapping.header')}
          description={t('import.mapping.header.text')}
          value={String(mapping.header)}
          onChange={({ currentTarget }) => say({ ...mapping, header: Number(currentTarget.value) })}
          data={Array.from({ length: Math.min(mostHeaderRows, Math.max(table.height, mapping.header)) + 1 }, (_, count) => ({ value: String(count), label: t('import.mapping.header.rows', { count }) }))}
        />
      )}
      <details className={classes['whole']} open={mapping.level !== undefined || mapping.group !== undefined || mapping.competency !== undefined || undefined}>
        <summary>{t('import.mapping.whole')}</summary>
        <div className={classes['fields']}>
          {!wide && !isSaid('level') && <TypedName label={t('matrix.level')} name={mapping.level ?? ''} say={(name) => say(withSaid(mapping, 'level', name))} />}
          {!isSaid('group') && <TypedName label={t('import.mapping.group')} name={mapping.group ?? ''} say={(name) => say(withSaid(mapping, 'group', name))} />}
          {!isSaid('competency') && <TypedName label={t('matrix.competency')} name={mapping.competency ?? ''} say={(name) => say(withSaid(mapping, 'competency', name))} />}
          <LanguageChoice language={mapping.language} say={(language) => say(withSaid(mapping, 'language', language ?? ''))} />
        </div>
      </details>
    </div>
  );
}
