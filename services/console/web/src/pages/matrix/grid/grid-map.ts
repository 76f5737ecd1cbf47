import { ownValue } from '@rung/matrix-model/own-value';

import type { GridView } from '../../../matrices/grid-view.js';
import type { GridMap } from './grid-moves.js';

export const cellName = (code: string, level: string): string => `${code}/${level}`;
export const sameAsName = (group: string, level: string): string => `same-as:${group}/${level}`;

/** What the arrow keys find at each place of the grid; @param isEditable where what is blank can be opened as well. */
export function gridMap({ groups, levels }: GridView, isEditable = false): GridMap {
  return groups.flatMap(({ code, rows, sameAs }) =>
    rows.map((row) =>
      levels.map((level, column) => {
        if (ownValue(sameAs, level.code) !== undefined) return sameAsName(code, level.code);
        return (row.cells[column] ?? null) === null && !isEditable ? null : cellName(row.id, level.code);
      }),
    ),
  );
}
