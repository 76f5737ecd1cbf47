import { Stack } from '@mantine/core';
import type { SyntheticEvent } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { languagesOf, saidIn } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { FormActions } from '../fields/form-actions.js';
import { CellFields } from './cell-fields.js';
import { newCell, newWords } from './cell-words.js';

interface AddCellProps {
  readonly grid: Grid;
  readonly competency: string;
  readonly level: string;
  readonly onAdded: () => void;
}

/** The competency begins at this level, or is raised at it. */
export function AddCell({ grid, competency, level, onAdded }: AddCellProps) {
  const { t } = useText();
  const { form, type, reason, giveReason, forget } = useTyped(`${grid.matrix}/${grid.version}/${competency}/${level}/new`, newWords(level));
  const change = useDraftChange(grid);
  const isSaid = Object.keys(saidIn(form.statement)).length > 0;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ changes: [{ kind: 'add-cell', competency, level, alsoAt: [], cell: newCell(form) }], reason, forget }, { onSuccess: onAdded });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        <CellFields form={form} languages={languagesOf(grid)} onChange={type} />
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
        <FormActions reason={reason} onReason={giveReason} isPending={change.isPending} isChanged={isSaid} onForget={forget} save={t('edit.cell.add')} />
      </Stack>
    </form>
  );
}
