import { matrixId, orgCode } from '@rung/contracts';

import { codeColumn, orgCodeForm, repeated, textColumn, type DirectoryFile } from './directory-file.js';

/** A position names the matrix that people in it are assessed by; the matrix need not be published yet. */
export const positionsFile: DirectoryFile = {
  columns: [
    codeColumn('position', orgCode, orgCodeForm),
    textColumn('title', { longest: 200 }),
    codeColumn('matrix', matrixId, 'the id of a matrix (a-z, 0-9 and "-")'),
  ],
  stagedColumns: 'position text, title text, matrix text',
  stage: (values) => ({ position: values.get('position') ?? '', title: values.get('title') ?? '', matrix: values.get('matrix') ?? '' }),
  checks: [repeated('position', 'position')],
  apply: `
    insert into positions (position, title, matrix) select position, title, matrix from staged
    on conflict (position) do update set title = excluded.title, matrix = excluded.matrix
    where (positions.title, positions.matrix) is distinct from (excluded.title, excluded.matrix)`,
};
