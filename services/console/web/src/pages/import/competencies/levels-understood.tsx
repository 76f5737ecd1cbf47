import { Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import table from '../../../page-parts/table.module.css';
import type { Correction, Preview } from '../preview/import-queries.js';
import { groupsOf } from './by-group.js';
import classes from './levels-understood.module.css';

interface LevelsUnderstoodProps {
  readonly preview: Preview;
  /** What the server is being asked about: the preview is from before. */
  readonly asked: readonly Correction[];
  readonly correct: (correction: Correction) => void;
}

const noneOfIt = { inForce: 0, sameAs: null };
const readings = ['complete', 'additive'] as const;

/** The levels with what they list, and how the lists are read: both can be corrected. */
export function LevelsUnderstood({ preview, asked, correct }: LevelsUnderstoodProps) {
  const { t } = useText();
  const groupName = useGroupName();
  const groups = groupsOf(preview);
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('import.levels')}
      </Title>
      <div className={classes['columns']}>
        <div className={table['scroll']}>
          <table className={`${table['table']} ${classes['levels']}`}>
            <thead>
              <tr>
                <th scope="col">{t('matrix.level')}</th>
                {groups.map((group) => (
                  <th key={group} scope="col" className={table['number']}>
                    {groupName(group)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.levels.map((level) => (
                <tr key={level.names.join(' ')}>
                  <td>
                    <LevelNames names={level.names} asked={renamed(level.names, asked)} correct={correct} />
                  </td>
                  {groups.map((group) => {
                    const { inForce, sameAs } = level.groups[group] ?? noneOfIt;
                    return (
                      <td key={group} className={table['number']}>
                        {inForce}
                        {sameAs !== null && <span className={classes['same-as']}>{t('matrix.same-as', { level: sameAs })}</span>}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Stack gap={6} align="flex-start">
          <Text fw={600} size="sm">
            {t('import.reading')}
          </Text>
          <SegmentedControl
            aria-label={t('import.reading')}
            classNames={{ root: classes['readings'] ?? '', label: classes['reading'] ?? '' }}
            value={preview.reading}
            onChange={(value) => correct({ kind: 'reading', value: value as (typeof readings)[number] })}
            data={readings.map((reading) => ({ value: reading, label: t(`import.reading.${reading}`) }))}
          />
          <Text size="sm" c="dimmed">
            {t(`matrix.reading.${preview.reading}`)}
          </Text>
        </Stack>
      </div>
    </section>
  );
}

/** What a level is about to be called: who has typed it does not see the old name again while the server is slow. */
function renamed(names: readonly string[], asked: readonly Correction[]): readonly string[] {
  const renaming = asked.findLast((correction) => correction.kind === 'rename-level' && correction.level === names[0]);
  return renaming?.kind === 'rename-level' ? renaming.names : names;
}

interface LevelNamesProps {
  readonly names: readonly string[];
  readonly asked: readonly string[];
  readonly correct: (correction: Correction) => void;
}

/** Several names are written with a stroke between them. */
function LevelNames({ names, asked, correct }: LevelNamesProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string>();
  const written = asked.join(' / ');
  const rename = () => {
    const wanted = (typed ?? '').split('/').map((name) => name.trim()).filter((name) => name !== '');
    setTyped(undefined);
    if (wanted.length > 0 && wanted.join(' / ') !== written) correct({ kind: 'rename-level', level: names[0] ?? '', names: wanted });
  };
  return (
    <Group gap="xs">
      <TextInput
        size="sm"
        w="100%"
        maw={260}
        aria-label={t('import.level.names', { level: written })}
        value={typed ?? written}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={rename}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur();
          if (key === 'Escape') setTyped(undefined);
        }}
      />
    </Group>
  );
}
