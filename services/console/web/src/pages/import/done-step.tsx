import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { matricesQuery } from '../../matrices/matrix-queries.js';

export function DoneStep({ matrix, version }: { readonly matrix: string; readonly version: number }) {
  const { t } = useText();
  const { data } = useQuery(matricesQuery);
  const name = data?.matrices.find((one) => one.matrix === matrix)?.name ?? matrix;
  return (
    <Stack align="center" gap="sm" py="xl" ta="center" role="status">
      <IconCircleCheck size={56} stroke={1.3} color="var(--mantine-color-anchor)" aria-hidden />
      <Title order={2} size="h3">
        {t('import.done', { name, version })}
      </Title>
      <Text c="dimmed" maw={520}>
        {t('import.done.text')}
      </Text>
      <Group justify="center" mt="sm">
        <Button renderRoot={(props) => <Link to="/matrix/$matrix/v/$version" params={{ matrix, version: String(version) }} {...props} />}>{t('import.done.open')}</Button>
        <Button variant="default" renderRoot={(props) => <Link to="/admin/matrix/import" {...props} />}>
          {t('import.done.another')}
        </Button>
      </Group>
    </Stack>
  );
}
