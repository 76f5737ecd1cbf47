import { Button, Divider, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import '../../../page-parts/form-styles.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { useDraft } from '../draft/use-draft.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { GroupList } from './group-list.js';

/** What a draft is called, how its levels are read, and its groups. */
export function FrameDialog() {
  const { t } = useText();
  const { grid, close } = useDraft();
  if (grid === undefined) return null;
  return (
    <SideDialog title={t('edit.frame')} onClose={close}>
      <Frame key={grid.revision} grid={grid} />
    </SideDialog>
  );
}

const readings = ['complete', 'additive'] as const;

function Frame({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const [name, setName] = useState(grid.name);
  const change = useDraftChange(grid);
  const send = (changes: readonly Change[]) => change.mutate({ changes });
  const rename = (event: SyntheticEvent) => {
    event.preventDefault();
    send([{ kind: 'rename-matrix', name: name.trim() }]);
  };
  return (
    <Stack gap="xl">
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
      <form onSubmit={rename}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.frame.name')} value={name} maxLength={200} onChange={({ currentTarget }) => setName(currentTarget.value)} />
          <Button type="submit" loading={change.isPending} disabled={name.trim() === '' || name.trim() === grid.name}>
            {t('edit.save')}
          </Button>
        </Group>
      </form>
      <NativeSelect
        label={t('edit.frame.reading')}
        value={grid.reading}
        data={readings.map((reading) => ({ value: reading, label: t(`matrix.reading.${reading}`) }))}
        onChange={({ currentTarget }) => send([{ kind: 'read-as', reading: currentTarget.value === 'complete' ? 'complete' : 'additive' }])}
      />
      <Divider />
      <GroupList grid={grid} isPending={change.isPending} onChange={send} />
    </Stack>
  );
}
