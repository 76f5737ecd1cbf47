import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { ApiError } from '../../../api/problem.js';
import { useText } from '../../../i18n/use-text.js';
import { Failure } from '../../../page-parts/states.js';
import { SaidReason } from '../step/said-reason.js';

interface CorrectionRefusedProps {
  readonly error: Error;
  readonly again: () => void;
  /** Takes that correction back, by its place from 0. */
  readonly takeBack: (at: number) => void;
}

/** A correction that does not fit what was read; the others wait for it to be taken back. */
export function CorrectionRefused({ error, again, takeBack }: CorrectionRefusedProps) {
  const { t } = useText();
  const refused = error instanceof ApiError && error.problem.code === 'correction-not-applicable' ? error.problem.errors?.[0] : undefined;
  const at = Number(/^\/corrections\/(\d+)$/u.exec(refused?.pointer ?? '')?.[1]);
  if (refused === undefined || Number.isNaN(at)) return <Failure error={error} retry={again} />;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('import.correction.refused', { number: at + 1 })}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <SaidReason fault={refused} />
        </Text>
        <Button size="xs" variant="default" onClick={() => takeBack(at)}>
          {t('import.corrections.remove')}
        </Button>
      </Stack>
    </Alert>
  );
}
