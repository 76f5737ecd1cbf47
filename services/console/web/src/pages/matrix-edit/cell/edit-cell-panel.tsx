import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { levelNameIn, ownReference } from '../../../matrices/grid-view.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import '../../../page-parts/form-styles.js';
import { AddCell } from './add-cell.js';
import { EditCell } from './edit-cell.js';
import { SameAsCell } from './same-as-cell.js';

interface EditCellPanelProps {
  readonly grid: Grid;
  readonly competency: Grid['competencies'][number];
  readonly level: string;
}

/** A place of the grid in a draft: what stands there is edited where it starts; where it is carried, it can be raised; where nothing is asked for, it can begin. */
export function EditCellPanel({ grid, competency, level }: EditCellPanelProps) {
  const { t } = useText();
  const [isRaising, setRaising] = useState(false);
  const here = competency.inForce.find((one) => one.level === level);
  const cell = here === undefined ? undefined : competency.cells[here.cell];
  const nameOf = (code: string): string => levelNameIn(grid.levels, code);
  const start = cell?.listedAt[0] ?? level;
  const referred = ownReference(grid, competency, level);
  const isNew = cell === undefined || (isRaising && referred === null);
  return (
    <Stack gap="md">
      <Group gap="md">
        <Badge variant="default" size="lg" tt="none" fw={600}>
          {nameOf(level)}
        </Badge>
        <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/c/$code" params={{ code: competency.id }} search resetScroll={false}>
          {t('edit.competency.open')}
        </Link>
        <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/history" search={{ competency: competency.id }}>
          {t('history.open')}
        </Link>
      </Group>
      {isNew && <Text c="dimmed">{t(cell === undefined ? 'edit.cell.nothing' : 'edit.cell.raising', { level: nameOf(level) })}</Text>}
      {!isNew && start !== level && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {referred !== null ? t('edit.cell.referred', { level: referred }) : here?.inheritedFrom !== undefined ? t('edit.cell.inherited', { level: nameOf(here.inheritedFrom) }) : t('edit.cell.carried', { level: nameOf(start) })}
          </Text>
          {here?.inheritedFrom === undefined && (
            <Button size="xs" variant="default" onClick={() => setRaising(true)}>
              {t('edit.cell.raise', { level: nameOf(level) })}
            </Button>
          )}
        </Group>
      )}
      <SameAsCell grid={grid} competency={competency} level={level} />
      {isNew ? (
        <AddCell key={`${competency.id}/${level}`} grid={grid} competency={competency.id} level={level} onAdded={() => setRaising(false)} />
      ) : (
        <EditCell key={`${competency.id}/${start}`} grid={grid} competency={competency} cell={cell} />
      )}
    </Stack>
  );
}
