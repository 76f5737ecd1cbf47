import type { MatrixList } from './matrix-queries.js';

interface VersionRef {
  readonly matrix: string;
  readonly version: number;
}

/** Of the first matrix that has one: the last version that is published, else the last draft. */
export function newestVersion({ matrices }: MatrixList): VersionRef | undefined {
  const versions = (wanted?: 'published'): VersionRef[] =>
    matrices.flatMap(({ matrix, versions: all }) => {
      const found = all.findLast(({ status }) => wanted === undefined || status === wanted);
      return found === undefined ? [] : [{ matrix, version: found.version }];
    });
  return versions('published')[0] ?? versions()[0];
}
