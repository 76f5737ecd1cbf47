import { Text, Title } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import type { Preview } from '../preview/import-queries.js';
import { differingWords } from '../wording/differing-words.js';
import { Wording } from '../wording/wording.js';
import classes from './merges.module.css';

/** What was read as one, with the words that differ. */
export function Merges({ preview }: { readonly preview: Preview }) {
  const { t } = useText();
  const merges = preview.anomalies.flatMap(({ alike }) => (alike !== undefined && alike.readAs === 'one' && alike.earlier !== alike.later ? [alike] : []));
  if (merges.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('import.merges')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('import.merges.text')}
      </Text>
      <ul className={classes['merges']}>
        {merges.map(({ earlier, later }) => {
          const words = differingWords(later, earlier);
          return (
            <li key={`${earlier} ${later}`}>
              <dl>
                <dt>{t('import.merges.said')}</dt>
                <dd>
                  <Wording words={words.before} side="gone" />
                </dd>
                <dt>{t('import.merges.kept')}</dt>
                <dd>
                  <Wording words={words.after} side="come" />
                </dd>
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
