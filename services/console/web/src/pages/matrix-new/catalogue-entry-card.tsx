import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

import { Localized } from '../../i18n/localized.js';
import { useText } from '../../i18n/use-text.js';
import { useBeginning } from '../../matrices/use-beginning.js';
import { Failure } from '../../page-parts/states.js';
import { copyEntry, type CatalogueEntry } from './catalogue-queries.js';
import classes from './matrix-new.module.css';

/** An entry of the catalogue, to be copied under a name of one's own. */
export function CatalogueEntryCard({ entry }: { readonly entry: CatalogueEntry }) {
  const { t, inLanguage } = useText();
  const [name, setName] = useState(inLanguage(entry.name));
  const copying = useBeginning((wanted: string, key) => copyEntry(entry.entry, wanted, key));
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
