import { orgCode } from '@rung/contracts';

import { inCircles } from './circles.js';
import { codeColumn, orgCodeForm, orNull, repeated, textColumn, type DirectoryFile } from './directory-file.js';

export const unitsFile: DirectoryFile = {
  columns: [
    codeColumn('unit', orgCode, orgCodeForm),
    textColumn('name', { longest: 200 }),
    codeColumn('parent', orgCode, orgCodeForm, { optional: true }),
  ],
  stagedColumns: 'unit text, name text, parent text',
  stage: (values) => ({ unit: values.get('unit') ?? '', name: values.get('name') ?? '', parent: orNull(values.get('parent')) }),
  checks: [
    repeated('unit', 'unit'),
    `select line, 'parent' as column, format('there is no unit "%s"', parent) as detail from staged
     where parent is not null and parent not in (select unit from staged) and parent not in (select unit from units)`,
  ],
  async check(client) {
    const { rows } = await client.query<{ line: number | null; unit: string; parent: string }>(
      `select line, unit, parent from staged where parent is not null
       union all
       select null, unit, parent from units where parent is not null and unit not in (select unit from staged)`,
    );
    const circles = inCircles(new Map(rows.map(({ unit, parent }) => [unit, parent])));
    return rows.flatMap(({ line, unit, parent }) => {
      if (line === null || !circles.has(unit)) return [];
      return [{ line, column: 'parent', detail: unit === parent ? 'a unit cannot be below itself' : 'the units above form a circle' }];
    });
  },
  apply: `
    insert into units (unit, name, parent, revision)
    select unit, name, parent, nextval('directory_revision') from staged
    on conflict (unit) do update set name = excluded.name, parent = excluded.parent, revision = excluded.revision
    where (units.name, units.parent) is distinct from (excluded.name, excluded.parent)`,
};
