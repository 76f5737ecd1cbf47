import { NativeSelect, Stack } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import { levelName } from '../../../matrices/grid-view.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';

interface SameAsCellProps {
  readonly grid: Grid;
  readonly competency: Grid['competencies'][number];
  readonly level: string;
}

/** What the competency is here: what its lists say, or by reference what it is at another level. Not where a cell starts, which says something itself. */
export function SameAsCell({ grid, competency, level }: SameAsCellProps) {
  const { t } = useText();
  const change = useDraftChange(grid);
  if (competency.cells.some(({ listedAt }) => listedAt[0] === level)) return null;
  // what is the same as here would lead back
  const expected = new Set(competency.inForce.filter(({ inheritedFrom }) => inheritedFrom !== level).map((cell) => cell.level));
  const others = grid.levels.filter(({ code }) => code !== level && expected.has(code)).map((one) => ({ value: one.code, label: t('matrix.same-as', { level: levelName(one) }) }));
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t('edit.cell.same-as')}
        value={Object.entries(competency.sameAs ?? {}).find(([at]) => at === level)?.[1] ?? ''}
        data={[{ value: '', label: t('edit.cell.same-as.none') }, ...others]}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate({ changes: [{ kind: 'cell-same-as', competency: competency.id, level, as: currentTarget.value || null }] })}
      />
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
    </Stack>
  );
}
