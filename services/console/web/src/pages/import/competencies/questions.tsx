import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import type { Correction, Preview } from '../preview/import-queries.js';

interface QuestionsProps {
  readonly preview: Preview;
  readonly correct: (correction: Correction) => void;
}

const known = ['levels-reversed', 'levels-out-of-order', 'groups-missing', 'level-missing-in-group', 'cells-blank', 'mapping-needed', 'signals', 'translations-missing', 'translations-unpaired'] as const;
type Known = (typeof known)[number];
const isKnown = (kind: string): kind is Known => known.includes(kind as Known);

/** What the text leaves open. */
export function Questions({ preview, correct }: QuestionsProps) {
  const { t } = useText();
  return (
    <>
      {preview.questions.map(({ kind, message }) => (
        <Alert key={kind} variant="light" icon={<IconHelpCircle aria-hidden />} title={t('import.question')}>
          <Stack gap="xs" align="flex-start">
            {isKnown(kind) ? <Text size="sm">{t(`import.question.${kind}`)}</Text> : <Text size="sm" lang="en">{message}</Text>}
            {kind === 'levels-reversed' && (
              <Button size="xs" variant="default" onClick={() => correct({ kind: 'reverse-levels' })}>
                {t('import.correct.reverse')}
              </Button>
            )}
          </Stack>
        </Alert>
      ))}
    </>
  );
}
