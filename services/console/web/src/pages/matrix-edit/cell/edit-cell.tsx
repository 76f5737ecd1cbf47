import { Alert, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { languagesIn } from '@rung/matrix-model/languages';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import { levelName } from '../../../matrices/grid-view.js';
import { languagesOf } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { Check } from '../fields/check.js';
import { FormActions } from '../fields/form-actions.js';
import { CellFields } from './cell-fields.js';
import { cellChange, wordsOf } from './cell-words.js';

interface EditCellProps {
  readonly grid: Grid;
  readonly competency: Grid['competencies'][number];
  readonly cell: Grid['competencies'][number]['cells'][number];
}

/** The words that hold from the level on at which the cell starts. */
export function EditCell({ grid, competency, cell }: EditCellProps) {
  const { t, language } = useText();
  const start = cell.listedAt[0] ?? '';
  const levels = grid.levels.map(({ code }) => code);
  const { form, type, reason, giveReason, forget, isTyped } = useTyped(`${grid.matrix}/${grid.version}/${competency.id}/${start}`, wordsOf(cell, languagesIn(grid)[0] ?? language));
  const [isSeen, setSeen] = useState(false);
  const change = useDraftChange(grid);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ changes: [cellChange(competency.id, cell, form)], reason, forget }, { onSuccess: () => setSeen(false) });
  };
  const remove = () => change.mutate({ changes: [{ kind: 'remove-cell', competency: competency.id, level: start }], reason, forget });
  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        {isSeen && isTyped && (
          <Alert variant="light" title={t('edit.now-says')}>
            <Text size="sm">
              <Localized text={cell.statement} />
            </Text>
          </Alert>
        )}
        <CellFields form={form} languages={languagesOf(grid)} onChange={type} />
        {grid.reading === 'complete' && (
          <Fieldset legend={t('edit.cell.listed-at')}>
            <Group>
              {grid.levels.map((level) => (
                <Check key={level.code} checked={form.listedAt.includes(level.code)} onChange={(isIt) => type({ listedAt: levels.filter((code) => (code === level.code ? isIt : form.listedAt.includes(code))) })}>
                  {levelName(level)}
                </Check>
              ))}
            </Group>
          </Fieldset>
        )}
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={() => [change.reset(), setSeen(true)]} />}
        {change.isSuccess && !isTyped && <p role="status">{t('edit.saved')}</p>}
        <FormActions reason={reason} onReason={giveReason} isPending={change.isPending} isChanged={isTyped} onForget={forget} save={t('edit.save')}>
          {competency.cells.length > 1 && (
            <Button variant="subtle" color="red" disabled={change.isPending} onClick={remove}>
              {t('edit.cell.remove')}
            </Button>
          )}
        </FormActions>
      </Stack>
    </form>
  );
}
