import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useCommand } from '../../../api/use-command.js';
import { useSameKeys } from '../../../api/use-same-keys.js';
import { useText } from '../../../i18n/use-text.js';
import { discard, publish, type Grid } from '../../../matrices/matrix-queries.js';
import { Failure } from '../../../page-parts/states.js';
import { DraftReadiness, useReadiness } from './draft-readiness.js';

/** A draft is its editors' alone: what they do with it as a whole. */
export function DraftBar({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const params = { matrix: grid.matrix, version: String(grid.version) };
  const keysOf = useSameKeys();
  const [publicationKey = '', discardingKey = ''] = keysOf(params, 2);
  const publishing = useCommand({
    mutationFn: () => publish(grid.matrix, grid.version, publicationKey),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['matrices'] }),
  });
  const { data: readiness } = useReadiness(grid);
  const discarding = useCommand({
    mutationFn: () => discard(grid.matrix, grid.version, discardingKey),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['matrices'] }),
  });
  // either ends the draft, and the page may not know of it yet
  const isEnding = [publishing, discarding].some(({ isPending, isSuccess }) => isPending || isSuccess);
  return (
    <Alert variant="light" icon={<IconPencil aria-hidden />} title={t('matrix.draft')}>
      <Stack gap="xs">
        <Text size="sm">{t('matrix.draft.text')}</Text>
        {readiness !== undefined && <DraftReadiness grid={grid} readiness={readiness} />}
        {[publishing, discarding].map(({ error }, at) => error !== null && <Failure key={at} error={error} />)}
        <Group gap="xs">
          <Button size="xs" variant="default" renderRoot={(props) => <Link to="/matrix/$matrix/v/$version/add-competency" params={params} search {...props} />}>
            {t('edit.competency.add')}
          </Button>
          <Button size="xs" variant="default" renderRoot={(props) => <Link to="/matrix/$matrix/v/$version/frame" params={params} search {...props} />}>
            {t('edit.frame.open')}
          </Button>
          <Button size="xs" variant="default" renderRoot={(props) => <Link to="/matrix/$matrix/v/$version/terms" params={params} search {...props} />}>
            {t('edit.terms')}
          </Button>
          <Button size="xs" variant="default" renderRoot={(props) => <Link to="/matrix/$matrix/v/$version/history" params={params} {...props} />}>
            {t('history.open')}
          </Button>
          {grid.version > 1 && (
            <Button size="xs" variant="default" renderRoot={(props) => <Link to="/matrix/$matrix/diff" params={{ matrix: grid.matrix }} search={{ from: grid.version - 1, to: grid.version }} {...props} />}>
              {t('diff.open')}
            </Button>
          )}
          <Button size="xs" loading={publishing.isPending} disabled={isEnding || readiness?.publishable === false} onClick={() => publishing.mutate()}>
            {t('matrix.draft.publish')}
          </Button>
          <Button size="xs" variant="default" loading={discarding.isPending} disabled={isEnding} onClick={() => discarding.mutate()}>
            {t('edit.discard')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
