import { Text, Title } from '@mantine/core';

import { useText } from '../../i18n/use-text.js';
import { differingWords } from './differing-words.js';
import type { Preview } from './import-queries.js';
import { mergesOf } from './merges-of.js';
import classes from './merges.module.css';
import { Wording } from './wording.js';

/** What was read as one, with the words that differ. */
export function Merges({ preview }: { readonly preview: Preview }) {
  const { t } = useText();
  const merges = mergesOf(preview);
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
        {merges.map(({ kept, said }) => {
          const words = differingWords(said, kept);
          return (
            <li key={said}>
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
