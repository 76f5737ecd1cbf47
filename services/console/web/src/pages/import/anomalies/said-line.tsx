import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Correction } from '../preview/import-queries.js';
import { linesOf } from './marked-lines.js';
import classes from './said-line.module.css';

interface SaidLineProps {
  readonly text: string;
  /** That of what is looked at. */
  readonly line: number;
  readonly correct: (correction: Correction) => void;
}

const meanings = ['level', 'soft', 'hard', 'own-group', 'no-heading'] as const;

/** Says of a line what it is, where it was taken for something else. */
export function SaidLine({ text, line, correct }: SaidLineProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<{ readonly at: number; readonly line: string }>();
  const lines = linesOf(text);
  // another anomaly is looked at since it was typed: then it is that one's line
  const written = typed?.at === line ? typed.line : String(line);
  const wanted = /^\d{1,6}$/u.test(written.trim()) ? Number(written) : 0;
  const words = lines[wanted - 1]?.trim() ?? '';
  return (
    <div role="group" aria-label={t('import.line')} className={classes['line']}>
      <TextInput size="xs" w={90} inputMode="numeric" label={t('import.line.number')} value={written} onChange={({ currentTarget }) => setTyped({ at: line, line: currentTarget.value })} />
      <div className={classes['said']}>
        <Text size="sm" role="status">
          {words === '' ? t('import.line.blank') : t('import.line.words', { words: words.length > 90 ? `${words.slice(0, 90)}…` : words })}
        </Text>
        <Group gap="xs">
          {meanings.map((is) => (
            <Button key={is} size="xs" variant="default" disabled={words === ''} onClick={() => correct({ kind: 'line', line: wanted, is })}>
              {t(`import.line.is.${is}`)}
            </Button>
          ))}
        </Group>
      </div>
    </div>
  );
}
