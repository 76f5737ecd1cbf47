import { levelIndex } from './in-force.js';
import type { MatrixContent } from './matrix.js';

export interface MatrixFault {
  /** JSON Pointer (RFC 6901) to the part at fault. */
  readonly pointer: string;
  readonly detail: string;
}

/** What the schema cannot say: unique codes, references that exist and lead somewhere. Empty for a sound matrix. */
export function matrixFaults(matrix: MatrixContent): MatrixFault[] {
  const known = new Set(matrix.levels.map((level) => level.code));
  return [
    ...repeated(matrix.levels.map((level) => level.code)).map((code) => ({
      pointer: '/levels',
      detail: `two levels have the code "${code}"`,
    })),
    ...repeated(matrix.competencies.map((competency) => competency.id)).map((id) => ({
      pointer: '/competencies',
      detail: `two competencies have the id "${id}"`,
    })),
    ...matrix.levels.flatMap((level, at) =>
      Object.entries(level.sameAs).flatMap(([group, target]) => {
        const pointer = `/levels/${at}/sameAs/${group}`;
        if (!known.has(target)) return [{ pointer, detail: `there is no level "${target}"` }];
        if (!endsSomewhere(matrix, level.code, group)) return [{ pointer, detail: 'the references form a circle' }];
        const own = listedAt(matrix, level.code, group);
        return own === undefined
          ? []
          : [{ pointer, detail: `level "${level.code}" lists "${own}" of this group itself, which would never be in force; take out the reference or the listing` }];
      }),
    ),
    ...matrix.competencies.flatMap((competency, at) => {
      const pointer = `/competencies/${at}`;
      const listed = competency.cells.flatMap((cell) => cell.listedAt);
      return [
        ...(matrix.groups.includes(competency.group)
          ? []
          : [{ pointer: `${pointer}/group`, detail: `there is no group "${competency.group}"` }]),
        ...listed
          .filter((code) => levelIndex(matrix, code) < 0)
          .map((code) => ({ pointer: `${pointer}/cells`, detail: `there is no level "${code}"` })),
        ...repeated(listed).map((code) => ({
          pointer: `${pointer}/cells`,
          detail: `two cells are listed at level "${code}"`,
        })),
      ];
    }),
  ];
}

/** The first competency of a group that a level's own text lists. */
function listedAt(matrix: MatrixContent, levelCode: string, group: string): string | undefined {
  return matrix.competencies.find(
    (competency) => competency.group === group && competency.cells.some((cell) => cell.listedAt.includes(levelCode)),
  )?.id;
}

function endsSomewhere(matrix: MatrixContent, levelCode: string, group: string): boolean {
  const seen = new Set<string>();
  let current: string | undefined = levelCode;
  while (current !== undefined) {
    if (seen.has(current)) return false;
    seen.add(current);
    current = matrix.levels.find((level) => level.code === current)?.sameAs[group];
  }
  return true;
}

function repeated(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code, at) => codes.indexOf(code) !== at))];
}
