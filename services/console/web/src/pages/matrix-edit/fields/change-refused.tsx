import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';

import { ApiError } from '../../../api/problem.js';
import { useText } from '../../../i18n/use-text.js';
import { gridQuery, type Grid } from '../../../matrices/matrix-queries.js';
import { Failure } from '../../../page-parts/states.js';

interface ChangeRefusedProps {
  readonly grid: Grid;
  readonly error: Error;
  /** What was typed stays, and can be saved over what is there now. */
  readonly onSeen: () => void;
}

/** Why a change was not made. Where another editor was first, what they made is shown before anything is saved over it. */
export function ChangeRefused({ grid, error, onSeen }: ChangeRefusedProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  if (!(error instanceof ApiError) || error.problem.code !== 'part-changed') return <Failure error={error} />;
  const see = async () => {
    await queryClient.refetchQueries({ queryKey: gridQuery(grid.matrix, grid.version).queryKey });
    onSeen();
  };
  return (
    <Alert role="alert" color="orange" variant="light" icon={<IconUsers aria-hidden />} title={t('edit.conflict')}>
      <Stack gap="xs">
        <Text size="sm">{t('edit.conflict.text')}</Text>
        <Group>
          <Button size="xs" variant="default" onClick={() => void see()}>
            {t('edit.conflict.see')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
