import type { MatrixList } from '../../../matrices/matrix-queries.js';

interface VersionRef {
  readonly matrix: string;
  readonly version: number;
}

/** Of one's own matrix, else of the first that has one: the last version that is published, else the last draft. */
export function newestVersion({ matrices }: MatrixList, own?: string): VersionRef | undefined {
  const ownFirst = [...matrices.filter(({ matrix }) => matrix === own), ...matrices.filter(({ matrix }) => matrix !== own)];
  const versions = (wanted?: 'published'): VersionRef[] =>
    ownFirst.flatMap(({ matrix, versions: all }) => {
      const found = all.findLast(({ status }) => wanted === undefined || status === wanted);
      return found === undefined ? [] : [{ matrix, version: found.version }];
    });
  return versions('published')[0] ?? versions()[0];
}
