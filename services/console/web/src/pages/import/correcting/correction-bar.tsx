import { Button, Group, Kbd, Text } from '@mantine/core';

import type { MessageId } from '../../../i18n/message-id.js';
import { useText } from '../../../i18n/use-text.js';
import { usePageKeys } from '../../../keys/page-keys.js';
import { useKeys } from '../../../keys/single-keys.js';
import type { Correction, Preview } from '../preview/import-queries.js';
import { possibleCorrections } from './correcting.js';
import classes from './correction-bar.module.css';
import type { Rows } from './use-rows.js';

interface CorrectionBarProps {
  readonly preview: Preview;
  readonly rows: Rows;
  readonly correct: (...corrections: readonly Correction[]) => void;
  readonly canUndo: boolean;
  readonly undo: () => void;
}

interface Action {
  readonly key: string;
  readonly name: MessageId;
  readonly corrections: readonly Correction[];
}

const correctionKeys = [
  { keys: ['j', 'k'], text: 'shell.keys.next' },
  { keys: ['x'], text: 'import.keys.select' },
  { keys: ['m'], text: 'import.correct.merge' },
  { keys: ['l'], text: 'import.correct.link' },
  { keys: ['r'], text: 'import.correct.regroup' },
  { keys: ['e'], text: 'import.correct.evidence' },
  { keys: ['h'], text: 'import.correct.must-have' },
  { keys: ['u'], text: 'import.correct.undo' },
] as const;

/** What can be done with the selected competencies, or with the one that has the focus where none is; each by a key of its own. */
export function CorrectionBar({ preview, rows, correct, canUndo, undo }: CorrectionBarProps) {
  const { t } = useText();
  const chosen = rows.selected.size > 0 || rows.current === undefined ? rows.selected : new Set([rows.current]);
  const possible = possibleCorrections(preview, chosen);
  const only = (correction: Correction | undefined): readonly Correction[] => (correction === undefined ? [] : [correction]);
  const actions: readonly Action[] = [
    { key: 'm', name: 'import.correct.merge', corrections: only(possible.merge) },
    { key: 'l', name: 'import.correct.link', corrections: only(possible.link) },
    { key: 'r', name: 'import.correct.regroup', corrections: possible.regroup },
    { key: 'e', name: 'import.correct.evidence', corrections: possible.evidence },
    { key: 'h', name: 'import.correct.must-have', corrections: possible.mustHave },
  ];
  useKeys({
    j: () => rows.move(1),
    k: () => rows.move(-1),
    x: () => rows.current !== undefined && rows.toggle(rows.current),
    u: () => canUndo && undo(),
    ...Object.fromEntries(actions.map(({ key, corrections }) => [key, () => corrections.length > 0 && correct(...corrections)])),
  });
  usePageKeys(correctionKeys);
  return (
    <div className={classes['bar']} role="group" aria-label={t('import.correct')}>
      <Group gap="xs">
        {actions.map(({ key, name, corrections }) => (
          <Button key={key} size="xs" variant="default" disabled={corrections.length === 0} onClick={() => correct(...corrections)} rightSection={<Kbd size="xs" visibleFrom="sm">{key}</Kbd>}>
            {t(name)}
          </Button>
        ))}
        <Button size="xs" variant="default" disabled={!canUndo} onClick={undo} rightSection={<Kbd size="xs" visibleFrom="sm">u</Kbd>}>
          {t('import.correct.undo')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {t('import.selected', { count: rows.selected.size })}
      </Text>
    </div>
  );
}
