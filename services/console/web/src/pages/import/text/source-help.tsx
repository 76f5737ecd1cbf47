import { Button, Group, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import classes from './source-help.module.css';

const formats = ['text', 'table', 'markdown', 'tree', 'zip', 'case'] as const;

/** What files are taken, and how each is read. */
export function FileFormats() {
  const { t } = useText();
  return (
    <details className={classes['formats']}>
      <summary>{t('import.formats')}</summary>
      <dl>
        {formats.map((format) => (
          <div key={format}>
            <dt>{t(`import.formats.name.${format}`)}</dt>
            <dd>{t(`import.formats.is.${format}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface ExampleTextProps {
  /** What stands in the field: it is never written over. */
  readonly text: string;
  readonly put: (text: string) => void;
}

/** A text that is read without a doubt, for who does not know what one looks like. */
export function ExampleText({ text, put }: ExampleTextProps) {
  const { t } = useText();
  if (text.trim() !== '') return null;
  return (
    <Group gap="sm">
      <Button size="xs" variant="default" leftSection={<IconFileText size={16} aria-hidden />} onClick={() => put(t('import.example.content'))}>
        {t('import.example')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('import.example.text')}
      </Text>
    </Group>
  );
}
