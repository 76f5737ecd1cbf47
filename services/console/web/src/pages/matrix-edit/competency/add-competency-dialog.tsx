import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { slugOf } from '@rung/matrix-model/slug';
import type { SyntheticEvent } from 'react';

import { inLanguage } from '../../../i18n/in-language.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { levelName } from '../../../matrices/grid-view.js';
import { languagesOf, saidIn } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import '../../../page-parts/form-styles.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { CellFields } from '../cell/cell-fields.js';
import { newCell, newWords } from '../cell/cell-words.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { useDraft } from '../draft/use-draft.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { FormActions } from '../fields/form-actions.js';
import { TextFields } from '../fields/text-fields.js';

export function AddCompetencyDialog() {
  const { t } = useText();
  const { grid, close } = useDraft();
  if (grid === undefined) return null;
  return (
    <SideDialog title={t('edit.competency.add')} onClose={close}>
      <AddCompetency grid={grid} onAdded={close} />
    </SideDialog>
  );
}

function AddCompetency({ grid, onAdded }: { readonly grid: Grid; readonly onAdded: () => void }) {
  const { t, language } = useText();
  const groupName = useGroupName();
  const languages = languagesOf(grid);
  const start = grid.levels[0]?.code ?? '';
  const { form, type, reason, giveReason, forget } = useTyped(`${grid.matrix}/${grid.version}/add-competency`, { ...newWords(start), title: {}, code: '', group: grid.groups[0] ?? '', level: start });
  const change = useDraftChange(grid);
  const title = saidIn(form.title);
  const id = slugOf(form.code || inLanguage(title['en'] === undefined ? title : { en: title['en'] }, language).value);
  const isWhole = Object.keys(title).length > 0 && id !== '';
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const cell = newCell(form);
    // a short statement is its own title
    const said = Object.keys(cell.statement).length > 0 ? cell : { ...cell, statement: title };
    change.mutate({ changes: [{ kind: 'add-competency', id, group: form.group, title, level: form.level, cell: said }], reason, forget }, { onSuccess: onAdded });
  };
  return (
    <form onSubmit={add}>
      <Stack gap="lg">
        <TextFields label={t('edit.competency.title')} value={form.title} languages={languages} onChange={(changed) => type({ title: changed })} />
        <NativeSelect label={t('matrix.filter.group')} value={form.group} data={grid.groups.map((group) => ({ value: group, label: groupName(group) }))} onChange={({ currentTarget }) => type({ group: currentTarget.value })} />
        <NativeSelect
          label={t('edit.competency.starts-at')}
          value={form.level}
          data={grid.levels.map((level) => ({ value: level.code, label: levelName(level) }))}
          onChange={({ currentTarget }) => type({ level: currentTarget.value })}
        />
        <CellFields form={form} languages={languages} onChange={type} />
        <TextInput label={t('edit.code')} description={t('edit.code.hint')} placeholder={id} value={form.code} maxLength={60} onChange={({ currentTarget }) => type({ code: currentTarget.value })} />
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
        <FormActions reason={reason} onReason={giveReason} isPending={change.isPending} isChanged={isWhole} onForget={forget} save={t('edit.competency.add')} />
      </Stack>
    </form>
  );
}
