import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Forbidden } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { BeginEmpty } from './begin-empty.js';
import { CatalogueEntryCard } from './catalogue-entry-card.js';
import { catalogueQuery } from './catalogue-queries.js';
import classes from './matrix-new.module.css';

/** Where a matrix may come from: an entry of the catalogue, or what the organisation has already. */
export function MatrixNewPage() {
  const { t } = useText();
  const { has } = useSession();
  const catalogue = useQuery({ ...catalogueQuery, enabled: has('matrix-editor') });
  if (!has('matrix-editor')) return <Forbidden />;
  return (
    <Loaded read={catalogue}>
      {({ entries }) => (
        <Stack gap="xl">
          <PageHeader title={t('new.title')}>{t('new.summary')}</PageHeader>
          <section>
            <Title order={2} size="h4" mb="sm">
              {t('new.catalogue')}
            </Title>
            <ul className={classes['entries']}>
              {entries.map((entry) => (
                <li key={entry.entry}>
                  <CatalogueEntryCard entry={entry} />
                </li>
              ))}
            </ul>
          </section>
          <section>
            <Title order={2} size="h4" mb="sm">
              {t('new.empty')}
            </Title>
            <BeginEmpty />
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
      )}
    </Loaded>
  );
}
