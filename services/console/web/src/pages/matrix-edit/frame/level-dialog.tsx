import { Button, Divider, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { slugOf } from '@rung/matrix-model/slug';
import { useParams } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import { levelName } from '../../../matrices/grid-view.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import '../../../page-parts/form-styles.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { useDraft } from '../draft/use-draft.js';
import { ChangeRefused } from '../fields/change-refused.js';

type Level = Grid['levels'][number];

/** Names that stand for one level, one beside the other: "Senior / Старший". */
const namesIn = (typed: string): string[] => typed.split('/').flatMap((name) => name.trim() || []);

/** A level of a draft: its names, its place, what it repeats of another; and a new one above it. */
export function LevelDialog() {
  const { t } = useText();
  const { level: code } = useParams({ from: '/matrix/$matrix/v/$version/l/$level' });
  const { grid, close } = useDraft();
  if (grid === undefined) return null;
  const level = grid.levels.find((one) => one.code === code);
  return (
    <SideDialog title={level === undefined ? t('edit.level.gone') : levelName(level)} onClose={close}>
      {level === undefined ? <Text c="dimmed">{t('edit.level.gone.text')}</Text> : <EditLevel key={code} grid={grid} level={level} onGone={close} />}
    </SideDialog>
  );
}

function EditLevel({ grid, level, onGone }: { readonly grid: Grid; readonly level: Level; readonly onGone: () => void }) {
  const { t } = useText();
  const { code } = level;
  const place = `${grid.matrix}/${grid.version}/level:${code}`;
  const own = useTyped(place, { names: levelName(level) });
  const added = useTyped(`${place}:above`, { names: '' });
  const change = useDraftChange(grid);
  const codes = grid.levels.map((one) => one.code);
  const at = codes.indexOf(code);
  const send = (wanted: Change, then?: () => void) => change.mutate({ changes: [wanted] }, { onSuccess: then });
  const on = (wanted: Change, forget: () => void) => (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ changes: [wanted], forget });
  };
  const swap = (with_: number) => send({ kind: 'order-levels', levels: codes.with(at, codes[with_] ?? code).with(with_, code) });
  return (
    <Stack gap="xl">
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
      <form onSubmit={on({ kind: 'rename-level', level: code, names: namesIn(own.form.names) }, own.forget)}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.level.names')} description={t('edit.level.names.hint')} value={own.form.names} maxLength={400} onChange={({ currentTarget }) => own.type({ names: currentTarget.value })} />
          <Button type="submit" loading={change.isPending} disabled={namesIn(own.form.names).length === 0 || !own.isTyped}>
            {t('edit.save')}
          </Button>
        </Group>
      </form>
      <Group>
        <Button variant="default" disabled={at === 0} loading={change.isPending} onClick={() => swap(at - 1)}>
          {t('edit.level.lower')}
        </Button>
        <Button variant="default" disabled={at === codes.length - 1} loading={change.isPending} onClick={() => swap(at + 1)}>
          {t('edit.level.higher')}
        </Button>
      </Group>
      <SameAsOf grid={grid} level={level} onChange={(group, as) => send({ kind: 'same-as', level: code, group, as })} />
      <Divider />
      <form onSubmit={on({ kind: 'add-level', code: freeCode(added.form.names, codes), names: namesIn(added.form.names), after: code }, added.forget)}>
        <Group align="flex-end">
          <TextInput flex={1} label={t('edit.level.add')} value={added.form.names} maxLength={400} onChange={({ currentTarget }) => added.type({ names: currentTarget.value })} />
          <Button type="submit" variant="default" loading={change.isPending} disabled={namesIn(added.form.names).length === 0}>
            {t('edit.level.add.go')}
          </Button>
        </Group>
      </form>
      <Divider />
      <Group>
        <Button variant="light" color="red" loading={change.isPending} onClick={() => send({ kind: 'remove-level', level: code, withCells: true }, onGone)}>
          {t('edit.level.remove')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('edit.undo.hint')}
        </Text>
      </Group>
    </Stack>
  );
}

function freeCode(names: string, taken: readonly string[]): string {
  const base = slugOf(namesIn(names)[0] ?? '') || 'level';
  for (let at = 1; ; at += 1) {
    const code = at === 1 ? base : `${base}-${at}`;
    if (!taken.includes(code)) return code;
  }
}

interface SameAsOfProps {
  readonly grid: Grid;
  readonly level: Level;
  readonly onChange: (group: string, as: string | null) => void;
}

/** Which groups are at this level what they are at another, by reference. */
function SameAsOf({ grid, level, onChange }: SameAsOfProps) {
  const { t } = useText();
  const groupName = useGroupName();
  const others = grid.levels.filter(({ code }) => code !== level.code).map((one) => ({ value: one.code, label: levelName(one) }));
  return (
    <Stack gap="xs">
      {grid.groups.map((group) => (
        <NativeSelect
          key={group}
          label={t('edit.level.same-as', { group: groupName(group) })}
          value={level.groups[group]?.sameAs ?? ''}
          data={[{ value: '', label: t('edit.level.own') }, ...others]}
          onChange={({ currentTarget }) => onChange(group, currentTarget.value || null)}
        />
      ))}
    </Stack>
  );
}
