import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import { useKeys } from '../../../keys/single-keys.js';
import { gridView } from '../../../matrices/grid-view.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';
import { gridQuery } from '../../../matrices/matrix-queries.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { Loading } from '../../../page-parts/states.js';
import { useSession } from '../../../session/use-session.js';
import { cellName, sameAsName } from '../grid/grid-map.js';
import { CellDetails } from './cell-details.js';
import { openCell } from './cell-view.js';

/** Who reads a matrix loads nothing of how it is edited. */
const EditCellPanel = lazy(async () => ({ default: (await import('../../matrix-edit/cell/edit-cell-panel.js')).EditCellPanel }));

/** A cell of the grid, at an address of its own, over the grid that it is of. */
export function CellDialog() {
  const { t } = useText();
  const { matrix, version, code, level } = useParams({ from: '/matrix/$matrix/v/$version/c/$code/l/$level' });
  const search = matrixAddress.useSearch();
  const navigate = matrixAddress.useNavigate();
  const { data: grid } = useQuery(gridQuery(matrix, Number(version), search.at));
  const group = grid?.competencies.find(({ id }) => id === code)?.group ?? '';
  useFocusOnCell([cellName(code, level), sameAsName(group, level)]);

  const { has } = useSession();
  const isEditable = search.at === undefined && grid?.status === 'draft' && has('matrix-editor');
  const rows = grid === undefined ? [] : gridView(grid, search).groups.flatMap((group) => group.rows);
  const column = grid?.levels.findIndex((one) => one.code === level) ?? -1;
  const inForce = rows.filter(({ id, cells }) => id === code || isEditable || (cells[column] ?? null) !== null);
  const at = inForce.findIndex(({ id }) => id === code);
  const previous = inForce[at - 1];
  const next = at < 0 ? undefined : inForce[at + 1];

  const open = (competency: string) =>
    void navigate({ to: '/matrix/$matrix/v/$version/c/$code/l/$level', params: { matrix, version, code: competency, level }, search, replace: true, resetScroll: false });
  const close = () => void navigate({ to: '/matrix/$matrix/v/$version', params: { matrix, version }, search, resetScroll: false });
  useKeys({ j: () => next !== undefined && open(next.id), k: () => previous !== undefined && open(previous.id) }, 'dialog');

  if (grid === undefined) return null;
  const cell = openCell(grid, code, level);
  const edited = isEditable ? grid.competencies.find(({ id }) => id === code) : undefined;
  const title = cell?.title ?? edited?.title;
  return (
    <SideDialog
      title={title === undefined ? t('matrix.cell.none') : <Localized text={title} />}
      onClose={close}
      footer={
        <Group justify="space-between">
          <Button variant="default" disabled={previous === undefined} onClick={() => previous !== undefined && open(previous.id)}>
            {t('matrix.cell.previous')}
          </Button>
          <Button variant="default" disabled={next === undefined} onClick={() => next !== undefined && open(next.id)}>
            {t('matrix.cell.next')}
          </Button>
        </Group>
      }
    >
      {edited !== undefined ? (
        <Suspense fallback={<Loading />}>
          <EditCellPanel grid={grid} competency={edited} level={level} />
        </Suspense>
      ) : cell === undefined ? (
        <Text c="dimmed">{t('matrix.cell.none.text')}</Text>
      ) : (
        <CellDetails cell={cell} code={code} level={level} />
      )}
    </SideDialog>
  );
}

/** When the dialog closes, the focus is on the cell that was read last, or on what stands in its place, also where the address was opened as it is. */
function useFocusOnCell(names: readonly string[]): void {
  const latest = useRef(names);
  useEffect(() => {
    latest.current = names;
  });
  useEffect(() => () => document.querySelector<HTMLElement>(latest.current.map((name) => `[data-place="${CSS.escape(name)}"]`).join())?.focus(), []);
}
