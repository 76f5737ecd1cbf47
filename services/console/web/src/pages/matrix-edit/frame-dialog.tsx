import { Button, Divider, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { slugOf } from '@rung/matrix-model/slug';
import { useState, type SyntheticEvent } from 'react';

import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { SideDialog } from '../../page-parts/side-dialog.js';
import type { Grid } from '../matrix/matrix-queries.js';
import { ChangeRefused } from './change-refused.js';
import type { Change } from './draft-changes.js';
import './styles.js';
import { useDraft } from './use-draft.js';
import { useDraftChange } from './use-draft-change.js';

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
  const [group, setGroup] = useState('');
  const change = useDraftChange(grid);
  const send = (wanted: Change) => change.mutate({ changes: [wanted] });
  const on = (wanted: Change) => (event: SyntheticEvent) => {
    event.preventDefault();
    send(wanted);
  };
  return (
    <Stack gap="xl">
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
      <form onSubmit={on({ kind: 'rename-matrix', name: name.trim() })}>
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
        onChange={({ currentTarget }) => send({ kind: 'read-as', reading: currentTarget.value === 'complete' ? 'complete' : 'additive' })}
      />
      <Divider />
      <Groups grid={grid} isPending={change.isPending} onChange={send} />
      <form onSubmit={on({ kind: 'add-group', group: slugOf(group) })}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.group.add')} value={group} maxLength={60} onChange={({ currentTarget }) => setGroup(currentTarget.value)} />
          <Button type="submit" variant="default" loading={change.isPending} disabled={slugOf(group) === ''}>
            {t('edit.group.add.go')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

interface GroupsProps {
  readonly grid: Grid;
  readonly isPending: boolean;
  readonly onChange: (change: Change) => void;
}

function Groups({ grid, isPending, onChange }: GroupsProps) {
  const { t } = useText();
  const groupName = useGroupName();
  return (
    <Stack gap="xs">
      {grid.groups.map((group, at) => {
        const count = grid.competencies.filter((one) => one.group === group).length;
        return (
          <Group key={group} justify="space-between">
            <Text>
              {groupName(group)} <Text span size="sm" c="dimmed">{t('edit.group.count', { count })}</Text>
            </Text>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                disabled={at === 0 || isPending}
                aria-label={t('edit.group.up.name', { group: groupName(group) })}
                onClick={() => onChange({ kind: 'order-groups', groups: grid.groups.with(at, grid.groups[at - 1] ?? group).with(at - 1, group) })}
              >
                {t('edit.group.up')}
              </Button>
              <Button size="xs" variant="subtle" color="red" disabled={count > 0 || isPending} aria-label={t('edit.group.remove.name', { group: groupName(group) })} onClick={() => onChange({ kind: 'remove-group', group })}>
                {t('edit.group.remove')}
              </Button>
            </Group>
          </Group>
        );
      })}
    </Stack>
  );
}
