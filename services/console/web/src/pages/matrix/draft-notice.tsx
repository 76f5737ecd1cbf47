import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useText } from '../../i18n/use-text.js';
import { Failure } from '../../page-parts/states.js';
import { publish, type Grid } from './matrix-queries.js';

/** A draft is its editors' alone, and stands in the way of the next import until it is published. */
export function DraftNotice({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const publishing = useMutation({
    mutationFn: () => publish(grid.matrix, grid.version),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['matrices'] }),
  });
  return (
    <Alert variant="light" icon={<IconPencil aria-hidden />} title={t('matrix.draft')}>
      <Stack gap="xs">
        <Text size="sm">{t('matrix.draft.text')}</Text>
        {publishing.error !== null && <Failure error={publishing.error} />}
        <Group>
          <Button size="xs" loading={publishing.isPending} onClick={() => publishing.mutate()}>
            {t('matrix.draft.publish')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
