import { orgCode } from '@rung/contracts';
import { z } from 'zod';

import { inCircles } from './circles.js';
import { codeColumn, orgCodeForm, orNull, repeated, textColumn, type DirectoryFile } from './directory-file.js';

/** `person` and `manager` hold the organisation's own keys of people; only their opaque ids leave the directory. */
export const peopleFile: DirectoryFile = {
  columns: [
    textColumn('person', { longest: 200 }),
    textColumn('name', { longest: 200 }),
    codeColumn('email', z.email().max(254), 'an e-mail address', { optional: true }),
    codeColumn('unit', orgCode, orgCodeForm),
    textColumn('manager', { longest: 200, optional: true }),
    codeColumn('position', orgCode, orgCodeForm, { optional: true }),
  ],
  stagedColumns: 'person text, person_id uuid, name text, email text, unit text, manager text, manager_id uuid, position text',
  stage(values, idOf) {
    const [person = '', manager] = [values.get('person'), orNull(values.get('manager'))];
    return {
      person,
      person_id: idOf(person),
      name: values.get('name') ?? '',
      email: orNull(values.get('email')),
      unit: values.get('unit') ?? '',
      manager,
      manager_id: manager === null ? null : idOf(manager),
      position: orNull(values.get('position')),
    };
  },
  checks: [
    repeated('person', 'person_id'),
    `select line, 'unit' as column, format('there is no unit "%s"', unit) as detail from staged where unit not in (select unit from units)`,
    `select line, 'position' as column, format('there is no position "%s"', position) as detail from staged
     where position is not null and position not in (select position from positions)`,
    `select line, 'manager' as column, format('there is no person "%s"', manager) as detail from staged
     where manager_id is not null and manager_id not in (select person_id from staged) and manager_id not in (select person from people)`,
  ],
  async check(client) {
    const { rows } = await client.query<{ line: number | null; person: string; manager: string }>(
      `select line, person_id as person, manager_id as manager from staged where manager_id is not null
       union all
       select null, person, manager from people where manager is not null and person not in (select person_id from staged)`,
    );
    const circles = inCircles(new Map(rows.map(({ person, manager }) => [person, manager])));
    return rows.flatMap(({ line, person, manager }) => {
      if (line === null || !circles.has(person)) return [];
      return [{ line, column: 'manager', detail: person === manager ? 'nobody is their own manager' : 'the managers above form a circle' }];
    });
  },
  apply: `
    insert into people (person, key, name, email, unit, manager, position, revision)
    select person_id, person, name, email, unit, manager_id, position, nextval('directory_revision') from staged
    on conflict (person) do update set name = excluded.name, email = excluded.email, unit = excluded.unit, manager = excluded.manager,
      position = excluded.position, revision = excluded.revision
    where (people.name, people.email, people.unit, people.manager, people.position)
      is distinct from (excluded.name, excluded.email, excluded.unit, excluded.manager, excluded.position)`,
};
