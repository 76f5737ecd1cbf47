// A cell as an explanation names it outside of a gate.
import type { Explanation } from '@rung/contracts';

import type { GridCell } from './grid.js';

type CellName = NonNullable<Explanation['lift']>['cells'][number];

export function cellName({ competency, cell }: GridCell): CellName {
  return { competency: competency.id, group: competency.group, title: competency.title, statement: cell.statement };
}
