import { Button, Divider, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { SyntheticEvent } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
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
      <Frame grid={grid} />
    </SideDialog>
  );
}

const readings = ['complete', 'additive'] as const;

function Frame({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const { form, type, forget } = useTyped(`${grid.matrix}/${grid.version}/frame:name`, { name: grid.name });
  const name = form.name.trim();
  const change = useDraftChange(grid);
  const send = (changes: readonly Change[], forgetTyped?: () => void) => change.mutate({ changes, forget: forgetTyped });
  const rename = (event: SyntheticEvent) => {
    event.preventDefault();
    send([{ kind: 'rename-matrix', name }], forget);
  };
  return (
    <Stack gap="xl">
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
      <form onSubmit={rename}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.frame.name')} value={form.name} maxLength={200} onChange={({ currentTarget }) => type({ name: currentTarget.value })} />
          <Button type="submit" loading={change.isPending} disabled={name === '' || name === grid.name}>
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
