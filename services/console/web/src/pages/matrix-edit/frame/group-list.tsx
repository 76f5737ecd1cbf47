import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { ownValue } from '@rung/matrix-model/own-value';
import { slugOf } from '@rung/matrix-model/slug';
import { useState, type SyntheticEvent } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import { languagesOf, textChange } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import { TextFields } from '../fields/text-fields.js';

interface GroupListProps {
  readonly grid: Grid;
  readonly isPending: boolean;
  /** @param forget called once they are made. */
  readonly onChange: (changes: readonly Change[], forget?: () => void) => void;
}

/** The groups of a draft: their order, what they are called, and a new one. */
export function GroupList({ grid, isPending, onChange }: GroupListProps) {
  const { t, language } = useText();
  const { form, type, forget } = useTyped(`${grid.matrix}/${grid.version}/frame:add-group`, { name: '' });
  const group = slugOf(form.name);
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    onChange([{ kind: 'add-group', group }, { kind: 'name-group', group, name: { [language]: form.name.trim() } }], forget);
  };
  return (
    <Stack gap="md">
      {grid.groups.map((one, at) => (
        <OneGroup key={one} grid={grid} group={one} at={at} isPending={isPending} onChange={(change, done) => onChange([change], done)} />
      ))}
      <form onSubmit={add}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.group.add')} value={form.name} maxLength={60} onChange={({ currentTarget }) => type({ name: currentTarget.value })} />
          <Button type="submit" variant="default" loading={isPending} disabled={group === ''}>
            {t('edit.group.add.go')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

interface OneGroupProps {
  readonly grid: Grid;
  readonly group: string;
  readonly at: number;
  readonly isPending: boolean;
  readonly onChange: (change: Change, forget?: () => void) => void;
}

function OneGroup({ grid, group, at, isPending, onChange }: OneGroupProps) {
  const { t } = useText();
  const name = useGroupName()(group);
  const [isNaming, setNaming] = useState(false);
  const count = grid.competencies.filter((one) => one.group === group).length;
  const up = () => onChange({ kind: 'order-groups', groups: grid.groups.with(at, grid.groups[at - 1] ?? group).with(at - 1, group) });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text>
          {name}{' '}
          <Text span size="sm" c="dimmed">
            {t('edit.group.count', { count })}
          </Text>
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" aria-expanded={isNaming} aria-label={t('edit.group.rename.name', { group: name })} onClick={() => setNaming(!isNaming)}>
            {t('edit.group.rename')}
          </Button>
          <Button size="xs" variant="default" disabled={at === 0 || isPending} aria-label={t('edit.group.up.name', { group: name })} onClick={up}>
            {t('edit.group.up')}
          </Button>
          <Button size="xs" variant="subtle" color="red" disabled={count > 0 || isPending} aria-label={t('edit.group.remove.name', { group: name })} onClick={() => onChange({ kind: 'remove-group', group })}>
            {t('edit.group.remove')}
          </Button>
        </Group>
      </Group>
      {isNaming && <GroupName grid={grid} group={group} isPending={isPending} onChange={onChange} onNamed={() => setNaming(false)} />}
    </Stack>
  );
}

/** What a group is called, in every language; its code stays. */
function GroupName({ grid, group, isPending, onChange, onNamed }: Omit<OneGroupProps, 'at'> & { readonly onNamed: () => void }) {
  const { t } = useText();
  const saved = ownValue(grid.groupNames, group) ?? {};
  const { form, type, forget } = useTyped(`${grid.matrix}/${grid.version}/group:${group}`, { name: saved });
  const change = textChange(saved, form.name);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (change !== undefined) onChange({ kind: 'name-group', group, name: change }, () => [forget(), onNamed()]);
  };
  return (
    <form onSubmit={save}>
      <Stack gap="xs">
        <TextFields label={t('edit.group.name')} value={form.name} languages={languagesOf(grid)} onChange={(name) => type({ name })} />
        <Group>
          <Button type="submit" size="xs" loading={isPending} disabled={change === undefined}>
            {t('edit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
