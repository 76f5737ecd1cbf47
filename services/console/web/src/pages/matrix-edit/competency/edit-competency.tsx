import { NativeSelect, Stack } from '@mantine/core';
import type { SyntheticEvent } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import { languagesOf, textChange } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { FormActions } from '../fields/form-actions.js';
import { TextFields } from '../fields/text-fields.js';

export interface CompetencyPartProps {
  readonly grid: Grid;
  readonly competency: Grid['competencies'][number];
  /** It is no longer there. */
  readonly onGone: () => void;
}

const first = '';

/** Its title in every language, its group, and its place in it. */
export function EditCompetency({ grid, competency }: CompetencyPartProps) {
  const { t, inLanguage } = useText();
  const groupName = useGroupName();
  const { id, title, group } = competency;
  const behind = before(grid, group, id) ?? first;
  const { form, type, reason, giveReason, forget, isTyped } = useTyped(`${grid.matrix}/${grid.version}/${id}`, { title, group, behind });
  const change = useDraftChange(grid);
  const others = grid.competencies.filter((one) => one.group === form.group && one.id !== id);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ changes: changesOf(form, { id, title, group, behind }), reason, forget });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        <TextFields label={t('edit.competency.title')} value={form.title} languages={languagesOf(grid)} onChange={(changed) => type({ title: changed })} />
        <NativeSelect
          label={t('matrix.filter.group')}
          value={form.group}
          data={grid.groups.map((one) => ({ value: one, label: groupName(one) }))}
          onChange={({ currentTarget }) => type({ group: currentTarget.value, behind: grid.competencies.findLast((one) => one.group === currentTarget.value && one.id !== id)?.id ?? first })}
        />
        <NativeSelect
          label={t('edit.competency.behind')}
          value={form.behind}
          data={[{ value: first, label: t('edit.competency.first') }, ...others.map((one) => ({ value: one.id, label: inLanguage(one.title) }))]}
          onChange={({ currentTarget }) => type({ behind: currentTarget.value })}
        />
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
        {change.isSuccess && !isTyped && <p role="status">{t('edit.saved')}</p>}
        <FormActions reason={reason} onReason={giveReason} isPending={change.isPending} isChanged={isTyped} onForget={forget} save={t('edit.save')} />
      </Stack>
    </form>
  );
}

/** The competency of the same group that stands before it. */
function before(grid: Grid, group: string, id: string): string | undefined {
  const own = grid.competencies.filter((one) => one.group === group);
  return own[own.findIndex((one) => one.id === id) - 1]?.id;
}

interface Head {
  readonly title: Readonly<Record<string, string>>;
  readonly group: string;
  readonly behind: string;
}

function changesOf(typed: Head, { id, ...saved }: Head & { readonly id: string }): Change[] {
  const title = textChange(saved.title, typed.title);
  const isMoved = typed.group !== saved.group || typed.behind !== saved.behind;
  return [
    ...(title === undefined ? [] : [{ kind: 'rename-competency', competency: id, title } as const]),
    ...(isMoved ? [{ kind: 'move-competency', competency: id, group: typed.group === saved.group ? undefined : typed.group, after: typed.behind || null } as const] : []),
  ];
}
