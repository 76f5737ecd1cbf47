import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';

import { Localized } from '../../i18n/localized.js';
import { useText } from '../../i18n/use-text.js';
import type { Grid } from '../../matrices/matrix-queries.js';
import { fatesOf, withFate, type Becomes } from './entry-of.js';
import type { MigrationEntry } from './migration-query.js';
import classes from './migration.module.css';

interface MigrationEntryRowProps {
  readonly entry: MigrationEntry;
  /** Of the earlier version. */
  readonly competency: Grid['competencies'][number];
  readonly after: Grid;
  /** None for who may only read. */
  readonly onChange?: (entry: MigrationEntry) => void;
}

/** A competency of the earlier version, and what becomes of it. */
export function MigrationEntryRow({ entry, competency, after, onChange }: MigrationEntryRowProps) {
  const { t, inLanguage, list } = useText();
  const title = inLanguage(competency.title);
  const later = after.competencies.map(({ id }) => id);
  const titleOf = (id: string): string => inLanguage(after.competencies.find((one) => one.id === id)?.title ?? { '': id });
  const into = 'into' in entry ? [entry.into].flat() : [];
  return (
    <li>
      <span className={classes['title']}>
        <Localized text={competency.title} />
      </span>
      {onChange === undefined ? (
        <Text size="sm">
          {t(`migration.${entry.becomes}`)}
          {into.length > 0 && `: ${list(into.map(titleOf))}`}
        </Text>
      ) : (
        <Group align="flex-start" gap="sm">
          <NativeSelect
            aria-label={t('migration.becomes.name', { title })}
            value={entry.becomes}
            data={fatesOf(entry.competency, later).map((fate) => ({ value: fate, label: t(`migration.${fate}`) }))}
            onChange={({ currentTarget }) => onChange(withFate(entry, currentTarget.value as Becomes, later))}
          />
          {entry.becomes === 'merged' && (
            <NativeSelect
              flex={1}
              miw={200}
              aria-label={t('migration.into.name', { title })}
              value={entry.into}
              data={later.map((id) => ({ value: id, label: titleOf(id) }))}
              onChange={({ currentTarget }) => onChange({ ...entry, into: currentTarget.value })}
            />
          )}
          {entry.becomes === 'split' && <SplitInto entry={entry} after={after} titleOf={titleOf} onChange={onChange} />}
        </Group>
      )}
    </li>
  );
}

interface SplitIntoProps {
  readonly entry: Extract<MigrationEntry, { becomes: 'split' }>;
  readonly after: Grid;
  readonly titleOf: (id: string) => string;
  readonly onChange: (entry: MigrationEntry) => void;
}

function SplitInto({ entry, after, titleOf, onChange }: SplitIntoProps) {
  const { t, list } = useText();
  return (
    <details className={classes['split']} open={entry.into.length < 2}>
      <summary>{entry.into.length < 2 ? t('migration.split.choose') : list(entry.into.map(titleOf))}</summary>
      <Checkbox.Group value={[...entry.into]} onChange={(into) => onChange({ ...entry, into })} aria-label={t('migration.split.choose')}>
        <Stack gap={6}>
          {after.competencies.map(({ id }) => (
            <Checkbox key={id} value={id} label={titleOf(id)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </details>
  );
}
