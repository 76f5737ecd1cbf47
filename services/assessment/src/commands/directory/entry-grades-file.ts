import { matrixId } from '@rung/contracts';
import { findLevel } from '@rung/matrix-model';
import type { PoolClient } from 'pg';

import type { Matrices } from '../../reference/matrices/matrices.js';
import { codeColumn, repeated, textColumn, type DirectoryFile, type SetFault } from './directory-file.js';

/** Levels that a named person vouches for. The matrix need not be published yet; where it is, it must have the level. */
export function entryGradesFile(matrices: Matrices): DirectoryFile {
  return {
    columns: [
      textColumn('person', { longest: 200 }),
      codeColumn('matrix', matrixId, 'the id of a matrix (a-z, 0-9 and "-")'),
      textColumn('level', { longest: 200 }),
      textColumn('signed_by', { longest: 200 }),
    ],
    stagedColumns: 'person text, person_id uuid, matrix text, level text, signed_by text, signed_by_id uuid',
    stage(values, idOf) {
      const [person = '', signedBy = ''] = [values.get('person'), values.get('signed_by')];
      return {
        person,
        person_id: idOf(person),
        matrix: values.get('matrix') ?? '',
        level: values.get('level') ?? '',
        signed_by: signedBy,
        signed_by_id: idOf(signedBy),
      };
    },
    checks: [
      repeated('person', 'person_id, matrix'),
      `select line, 'person' as column, format('there is no person "%s"', person) as detail from staged
       where person_id not in (select person from people)`,
      `select line, 'signed_by' as column, format('there is no person "%s"', signed_by) as detail from staged
       where signed_by_id not in (select person from people)`,
      `select line, 'signed_by' as column, 'nobody signs their own grade' as detail from staged where signed_by_id = person_id`,
    ],
    check: (client) => unknownLevels(client, matrices),
    apply: `
      insert into entry_grades (person, matrix, level, signed_by, revision)
      select person_id, matrix, level, signed_by_id, nextval('directory_revision') from staged
      on conflict (person, matrix) do update set level = excluded.level, signed_by = excluded.signed_by, revision = excluded.revision, unknown_in = null
      where (entry_grades.level, entry_grades.signed_by) is distinct from (excluded.level, excluded.signed_by)`,
  };
}

async function unknownLevels(client: PoolClient, matrices: Matrices): Promise<SetFault[]> {
  const { rows } = await client.query<{ matrix: string; level: string; lines: number[] }>(
    'select matrix, level, array_agg(line) as lines from staged group by matrix, level order by matrix, level',
  );
  const faults: SetFault[] = [];
  for (const { matrix, level, lines } of rows) {
    const content = await matrices.newest(matrix, client);
    if (content === undefined || findLevel(content, level) !== undefined) continue;
    const names = content.levels.map(({ names: [first] }) => first).join(', ');
    const detail = `the matrix "${matrix}" has no level "${level}"; it has ${names}`;
    faults.push(...lines.map((line) => ({ line, column: 'level', detail })));
  }
  return faults;
}
