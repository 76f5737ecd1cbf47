import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type SyntheticEvent } from 'react';

import { Localized } from '../../i18n/localized.js';
import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Failure, Forbidden, Loading } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { catalogueQuery, copyEntry, type CatalogueEntry } from './catalogue-queries.js';
import classes from './matrix-new.module.css';

/** Where a matrix may come from: an entry of the catalogue, or what the organisation has already. */
export function MatrixNewPage() {
  const { t } = useText();
  const { has } = useSession();
  const { data, error, refetch } = useQuery({ ...catalogueQuery, enabled: has('matrix-editor') });
  if (!has('matrix-editor')) return <Forbidden />;
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <Stack gap="xl">
      <PageHeader title={t('new.title')}>{t('new.summary')}</PageHeader>
      <section>
        <Title order={2} size="h4" mb="sm">
          {t('new.catalogue')}
        </Title>
        <ul className={classes['entries']}>
          {data.entries.map((entry) => (
            <li key={entry.entry}>
              <Entry entry={entry} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('new.own')}
        </Title>
        <Text c="dimmed" mb="sm">
          {t('new.own.text')}
        </Text>
        <Button variant="default" renderRoot={(props) => <Link to="/admin/matrix/import" {...props} />}>
          {t('import.title')}
        </Button>
      </section>
    </Stack>
  );
}

function Entry({ entry }: { readonly entry: CatalogueEntry }) {
  const { t, inLanguage } = useText();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(inLanguage(entry.name));
  const sent = useRef<{ readonly name: string; readonly key: string }>(undefined);
  const copying = useMutation({
    mutationFn: (wanted: string) => {
      if (sent.current?.name !== wanted) sent.current = { name: wanted, key: crypto.randomUUID() };
      return copyEntry(entry.entry, wanted, sent.current.key);
    },
    onSuccess: async (params) => {
      await queryClient.invalidateQueries({ queryKey: ['matrices'] });
      await navigate({ to: '/matrix/$matrix/v/$version', params });
    },
  });
  const copy = (event: SyntheticEvent) => {
    event.preventDefault();
    copying.mutate(name.trim());
  };
  return (
    <form onSubmit={copy} className={classes['entry']}>
      <Title order={3} size="h5">
        <Localized text={entry.name} />
      </Title>
      <Text size="sm">
        <Localized text={entry.summary} />
      </Text>
      <Text size="sm" c="dimmed">
        {t('matrix.summary', { levels: entry.levels.length, competencies: entry.competencies })} {entry.levels.join(' → ')}
      </Text>
      {copying.error !== null && <Failure error={copying.error} />}
      <Group align="flex-end">
        <TextInput flex={1} maw={420} label={t('new.name')} required maxLength={200} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <Button type="submit" loading={copying.isPending} disabled={name.trim() === ''}>
          {t('new.copy')}
        </Button>
      </Group>
    </form>
  );
}
