// A cell as an explanation names it outside of a gate.
import type { Explanation } from '@rung/contracts';

import type { Cell } from '../cells/grid.js';

type CellName = NonNullable<Explanation['lift']>['cells'][number];

export function cellName({ competency, expectation }: Cell): CellName {
  return { competency: competency.id, group: competency.group, title: competency.title, statement: expectation.statement };
}
