import { Alert, Text, Title } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { Preview } from '../preview/import-queries.js';
import classes from './mapping.module.css';

interface UnderstoodProps {
  readonly preview: Preview;
  readonly isReading: boolean;
}

const shownCompetencies = 4;

/** What the file gives as its columns are taken now: its levels, and the first of its competencies. */
export function Understood({ preview: { levels, competencies }, isReading }: UnderstoodProps) {
  const { t, list } = useText();
  const groupName = useGroupName();
  return (
    <section aria-labelledby="mapping-result" aria-busy={isReading}>
      <Title order={2} size="h4" mb="xs" id="mapping-result">
        {t('import.mapping.result')}
      </Title>
      <Text size="sm" role="status" mb="sm">
        {isReading
          ? t('import.mapping.reading')
          : levels.length > 0 && t('import.mapping.gives', { levels: list(levels.map(({ names }) => names.join(' / '))), count: competencies.length })}
      </Text>
      {levels.length === 0 && !isReading && (
        <Alert icon={<IconHelpCircle aria-hidden />} variant="light">
          {t('import.question.mapping-needed')}
        </Alert>
      )}
      {competencies.slice(0, shownCompetencies).map(({ id, title, group, cells }) => (
        <div key={id} className={classes['understood']}>
          <Text fw={600} size="sm">
            {title} <span className={classes['group']}>{groupName(group)}</span>
          </Text>
          <ul>
            {cells.map(({ levels: at, statement }) => (
              <li key={at.join(' ')}>
                <span className={classes['group']}>{list(at)}:</span> {statement}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {competencies.length > shownCompetencies && (
        <Text size="sm" c="dimmed">
          {t('import.mapping.more', { count: competencies.length - shownCompetencies })}
        </Text>
      )}
    </section>
  );
}
