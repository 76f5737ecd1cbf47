import { VisuallyHidden } from '@mantine/core';
import { ownValue } from '@rung/matrix-model/own-value';
import { Link } from '@tanstack/react-router';
import { Fragment, useMemo } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { GridView, GroupView } from '../../../matrices/grid-view.js';
import { GridCell } from './grid-cell.js';
import { gridMap, sameAsName } from './grid-map.js';
import { LevelHeader } from './level-header.js';
import classes from './matrix-grid.module.css';
import { useGridKeys } from './use-grid-keys.js';

interface MatrixGridProps {
  readonly view: GridView;
  /** The one that is looked at. */
  readonly level: string | undefined;
  /** Then what is blank, a row and a column lead to what can be done there. */
  readonly isEditable: boolean;
}

/**
 * A real table rather than role="grid": it is read far more than it is worked in, and a table leaves a screen reader its own keys for
 * reading by row and column. One stop of the Tab key; the arrow keys lead from cell to cell.
 */
export function MatrixGrid({ view, level, isEditable }: MatrixGridProps) {
  const { t } = useText();
  const groupName = useGroupName();
  const map = useMemo(() => gridMap(view, isEditable), [view, isEditable]);
  const { tabStop, handlers } = useGridKeys(map);
  return (
    <div className={classes['scroll']} {...handlers}>
      <table className={classes['grid']}>
        <caption>
          <VisuallyHidden>{t('matrix.grid.caption')}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes['corner']}>
              {t('matrix.competency')}
            </th>
            {view.levels.map((one) => (
              <LevelHeader key={one.code} level={one} isLookedAt={one.code === level} isEditable={isEditable} />
            ))}
          </tr>
        </thead>
        {view.groups.map((group) => (
          <tbody key={group.code}>
            <tr className={classes['group']}>
              <th scope="rowgroup">{groupName(group.code)}</th>
              {view.levels.map((one) => (
                <td key={one.code} data-own={one.isOwn || undefined} data-looked-at={one.code === level || undefined} />
              ))}
            </tr>
            {group.rows.map((row, at) => (
              <tr key={row.id} className={classes['row']}>
                <th scope="row" className={classes['title']}>
                  {isEditable ? (
                    <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/c/$code" params={{ code: row.id }} search resetScroll={false} preload={false} className={classes['edit']}>
                      <Localized text={row.title} />
                    </Link>
                  ) : (
                    <Localized text={row.title} />
                  )}
                </th>
                {view.levels.map((one, column) => {
                  const marks = { 'data-own': one.isOwn || undefined, 'data-looked-at': one.code === level || undefined };
                  if (ownValue(group.sameAs, one.code) !== undefined) return <Fragment key={one.code}>{at === 0 && <SameAs view={view} group={group} level={one.code} tabStop={tabStop} marks={marks} />}</Fragment>;
                  return <GridCell key={one.code} row={row} level={one} cell={row.cells[column] ?? null} tabStop={tabStop} marks={marks} isEditable={isEditable} />;
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface SameAsProps {
  readonly view: GridView;
  readonly group: GroupView;
  readonly level: string;
  readonly tabStop: string | undefined;
  readonly marks: object;
}

/** A group that a level takes over whole from another one. */
function SameAs({ view, group, level, tabStop, marks }: SameAsProps) {
  const { t } = useText();
  const target = ownValue(group.sameAs, level) ?? '';
  const name = view.levels.find(({ code }) => code === target)?.name ?? target;
  const place = sameAsName(group.code, level);
  return (
    <td rowSpan={group.rows.length} className={classes['same-as']} {...marks}>
      <Link from="/matrix/$matrix/v/$version" to="." search={(before) => ({ ...before, level: target })} resetScroll={false} replace data-place={place} tabIndex={tabStop === place ? 0 : -1}>
        {t('matrix.same-as', { level: name })}
      </Link>
    </td>
  );
}
