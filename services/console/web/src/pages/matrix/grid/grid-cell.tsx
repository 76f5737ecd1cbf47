import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { inLanguage } from '../../../i18n/in-language.js';
import { useText } from '../../../i18n/use-text.js';
import type { CellView, LevelView, RowView } from '../../../matrices/grid-view.js';
import { markOf, signs } from '../marks/state-mark.js';
import { cellName } from './grid-map.js';
import classes from './matrix-grid.module.css';

interface GridCellProps {
  readonly row: RowView;
  readonly level: LevelView;
  readonly cell: CellView | null;
  readonly tabStop: string | undefined;
  readonly marks: object;
  readonly isEditable: boolean;
}

/** A link to the cell's own address, or nothing to open where nothing is required. */
export function GridCell({ row, level, cell, tabStop, marks, isEditable }: GridCellProps) {
  const { t, language } = useText();
  if (cell === null && !isEditable) {
    return (
      <td className={classes['cell']} {...marks}>
        <VisuallyHidden>{t('matrix.state.none')}</VisuallyHidden>
      </td>
    );
  }
  const place = cellName(row.id, level.code);
  const said = inLanguage(row.title, language).value;
  const sameAs = cell?.sameAs ?? null;
  const mark = cell === null ? null : markOf(cell);
  return (
    <td className={classes['cell']} data-state={mark ?? 'none'} {...marks}>
      <Link
        from="/matrix/$matrix/v/$version"
        to="/matrix/$matrix/v/$version/c/$code/l/$level"
        params={{ code: row.id, level: level.code }}
        search
        resetScroll={false}
        preload={false}
        className={classes['open']}
        data-place={place}
        tabIndex={tabStop === place ? 0 : -1}
        aria-label={t('matrix.cell.name', { level: level.name, state: sameAs === null ? t(`matrix.state.${cell?.state ?? 'none'}`) : t('matrix.same-as', { level: sameAs }), title: said })}
      >
        <span aria-hidden>{mark === null ? '+' : signs[mark]}</span>
      </Link>
    </td>
  );
}
