import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { firstAsked } from '@rung/matrix-model/leads-to';
import { useQueryClient } from '@tanstack/react-query';

import { useCommand } from '../../api/use-command.js';
import { useSameKeys } from '../../api/use-same-keys.js';
import { Localized } from '../../i18n/localized.js';
import { useText } from '../../i18n/use-text.js';
import type { Grid } from '../../matrices/matrix-queries.js';
import { useTyped } from '../../matrices/use-typed.js';
import list from '../../page-parts/changes.module.css';
import '../../page-parts/form-styles.js';
import { Failure } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { isWhole } from './entry-of.js';
import { MigrationEntryRow } from './migration-entry-row.js';
import { migrationQuery, recordMigration, type Migration, type MigrationEntry } from './migration-query.js';

interface MigrationMapProps {
  readonly migration: Migration;
  readonly before: Grid;
  readonly after: Grid;
}

interface Recorded {
  readonly entries: readonly MigrationEntry[];
  /** Of the moment when they were sent: more may be chosen by the time of the answer. */
  readonly forgetThese: () => void;
}

/** As it was recorded, or as the words of both versions tell; its editors correct and record it. */
export function MigrationMap({ migration, before, after }: MigrationMapProps) {
  const { t, dateTime } = useText();
  const mayRecord = useSession().has('matrix-editor');
  const queryClient = useQueryClient();
  const keysOf = useSameKeys();
  const { matrix, from, to, recorded, proposed } = migration;
  const saved = recorded?.entries ?? proposed;
  const { form, type, forget, isTyped } = useTyped(`${matrix}/migration/${from}/${to}`, { entries: saved });
  const recording = useCommand({
    mutationFn: ({ entries }: Recorded) => recordMigration(migration, entries, keysOf([entries, recorded?.at])[0] ?? ''),
    onSuccess: (now, { forgetThese }) => {
      queryClient.setQueryData(migrationQuery(matrix, from, to).queryKey, now);
      forgetThese();
    },
  });
  const faults = isTyped ? [] : (recorded?.faults ?? []);
  const row = (entry: MigrationEntry) => {
    const competency = before.competencies.find(({ id }) => id === entry.competency);
    const change = (changed: MigrationEntry) => type({ entries: form.entries.map((one) => (one.competency === changed.competency ? changed : one)) });
    return competency && <MigrationEntryRow key={entry.competency} entry={entry} competency={competency} after={after} {...(mayRecord && { onChange: change })} />;
  };
  // what is saved tells where an entry stands: it does not jump while it is changed
  const isKept = (competency: string): boolean => saved.find((one) => one.competency === competency)?.becomes === 'kept';
  const [kept, others] = [form.entries.filter(({ competency }) => isKept(competency)), form.entries.filter(({ competency }) => !isKept(competency))];
  const first = firstAsked(after, form.entries);
  return (
    <Stack gap="xl">
      <Text c="dimmed">{recorded === null ? t('migration.proposed') : t('migration.recorded', { at: dateTime(recorded.at) })}</Text>
      {faults.length > 0 && (
        <Alert variant="light" title={t('migration.faults')}>
          <ul>
            {faults.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`} lang="en">
                {detail}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {others.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('migration.otherwise')} <span className={list['number']}>{others.length}</span>
          </Title>
          <ul className={list['changes']}>{others.map(row)}</ul>
        </section>
      )}
      {first.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('migration.first-asked')} <span className={list['number']}>{first.length}</span>
          </Title>
          <ul className={list['changes']}>
            {after.competencies.filter(({ id }) => first.includes(id)).map(({ id, title }) => (
              <li key={id} data-mark="come">
                <Localized text={title} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {kept.length > 0 && (
        <details>
          <summary>{t('migration.kept.count', { count: kept.length })}</summary>
          <ul className={list['changes']}>{kept.map(row)}</ul>
        </details>
      )}
      {recording.error !== null && <Failure error={recording.error} />}
      {mayRecord && (
        <Group>
          <Button loading={recording.isPending} disabled={!form.entries.every(isWhole) || (recorded !== null && !isTyped)} onClick={() => recording.mutate({ entries: form.entries, forgetThese: forget })}>
            {t('migration.record')}
          </Button>
          {isTyped && (
            <Button variant="subtle" onClick={forget}>
              {t('edit.forget')}
            </Button>
          )}
        </Group>
      )}
      {recording.isSuccess && !isTyped && <p role="status">{t('edit.saved')}</p>}
    </Stack>
  );
}
