import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface AuthorRow {
  readonly matrix: string;
  readonly person: string;
}

const authors = foldedTable<MatrixEvent, AuthorRow>({
  name: 'matrix_authors',
  columns: { matrix: 'text', person: 'uuid' },
  key: ['matrix', 'person'],
  change: ({ data }) => {
    if (!('by' in data)) return undefined;
    const { matrixId: matrix, by: person } = data;
    return { key: [matrix, person], row: { matrix, person } };
  },
});

/** Keeps who has worked on which matrix, in drafts as well: it is a projection of its own, so that it reads the topic from its beginning. */
export function matrixAuthorsProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({ name: 'matrix-authors', feed, catalogue: matrixEvents, tables: [authors] });
}
