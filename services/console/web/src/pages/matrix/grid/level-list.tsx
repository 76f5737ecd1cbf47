import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { ownValue } from '@rung/matrix-model/own-value';
import { Link } from '@tanstack/react-router';

import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { CellView, GridView, LevelView, RowView } from '../../../matrices/grid-view.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';
import { markOf, StateMark } from '../marks/state-mark.js';
import { cellName, sameAsName } from './grid-map.js';
import { LevelCounts } from './level-header.js';
import classes from './level-list.module.css';

interface LevelListProps {
  readonly view: GridView;
  readonly level: string | undefined;
  readonly isEditable: boolean;
}

/** The grid where it is narrow: one level at a time, in its own words. */
export function LevelList({ view, level, isEditable }: LevelListProps) {
  const { t } = useText();
  const groupName = useGroupName();
  const navigate = matrixAddress.useNavigate();
  const shown = view.levels.find(({ code }) => code === level) ?? view.levels.find(({ isOwn }) => isOwn) ?? view.levels[0];
  const go = (code: string) => void navigate({ search: (before) => ({ ...before, level: code }), replace: true, resetScroll: false });
  if (shown === undefined) return null;
  const column = view.levels.indexOf(shown);
  return (
    <Stack gap="md">
      <div className={classes['level']} data-own={shown.isOwn || undefined}>
        <NativeSelect label={t('matrix.level')} value={shown.code} onChange={({ currentTarget }) => go(currentTarget.value)} data={view.levels.map(({ code, name }) => ({ value: code, label: name }))} />
        {shown.isOwn && (
          <Text span size="xs" fw={600} className={classes['own']}>
            {t('matrix.own')}
          </Text>
        )}
        <LevelCounts level={shown} />
        {isEditable && (
          <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/l/$level" params={{ level: shown.code }} search resetScroll={false}>
            {t('edit.level.open')}
          </Link>
        )}
      </div>
      {view.groups.map((group) => {
        const sameAs = view.levels.find(({ code }) => code === ownValue(group.sameAs, shown.code));
        return (
          <section key={group.code} aria-labelledby={`group-${group.code}`}>
            <Title order={2} size="h4" mb="xs" id={`group-${group.code}`}>
              {groupName(group.code)}
            </Title>
            {sameAs === undefined ? (
              <Rows rows={group.rows} level={shown} column={column} isEditable={isEditable} />
            ) : (
              <button type="button" className={classes['same-as']} data-place={sameAsName(group.code, shown.code)} onClick={() => go(sameAs.code)}>
                <span>{t('matrix.same-as', { level: sameAs.name })}</span>
              </button>
            )}
          </section>
        );
      })}
    </Stack>
  );
}

interface RowsProps {
  readonly rows: readonly RowView[];
  readonly level: LevelView;
  readonly column: number;
  readonly isEditable: boolean;
}

function Rows({ rows, level, column, isEditable }: RowsProps) {
  const { t } = useText();
  const inForce = rows.flatMap((row) => {
    const cell = row.cells[column] ?? null;
    return cell === null && !isEditable ? [] : [{ row, cell }];
  });
  if (inForce.length === 0) return <Text c="dimmed">{t('matrix.nothing.level')}</Text>;
  return (
    <ul className={classes['list']}>
      {inForce.map(({ row, cell }) => (
        <li key={row.id}>
          <Item row={row} cell={cell} level={level} />
        </li>
      ))}
    </ul>
  );
}

function Item({ row, cell, level }: { readonly row: RowView; readonly cell: CellView | null; readonly level: LevelView }) {
  const { t } = useText();
  return (
    <Link
      from="/matrix/$matrix/v/$version"
      to="/matrix/$matrix/v/$version/c/$code/l/$level"
      params={{ code: row.id, level: level.code }}
      search
      resetScroll={false}
      preload={false}
      className={classes['item']}
      data-state={cell?.state ?? 'none'}
      data-place={cellName(row.id, level.code)}
    >
      {cell === null ? <span aria-hidden>+</span> : <StateMark state={markOf(cell)} />}
      <span className={classes['words']}>
        <Localized text={cell?.statement ?? row.title} />
      </span>
      <span className={classes['state']}>{typeof cell?.sameAs === 'string' ? t('matrix.same-as', { level: cell.sameAs }) : t(`matrix.state.${cell?.state ?? 'none'}`)}</span>
    </Link>
  );
}
