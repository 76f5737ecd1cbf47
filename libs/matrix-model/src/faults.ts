import { cellAt, chainFrom, levelIndex, referenceAt } from './in-force.js';
import type { Competency, MatrixContent } from './matrix.js';

/** What is wrong, and how to mend it. */
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
      detail: `two levels have the code "${code}"; give one of them another`,
    })),
    ...repeated(matrix.groups).map((group) => ({ pointer: '/groups', detail: `the group "${group}" is there twice; take one out` })),
    ...Object.keys(matrix.groupNames ?? {})
      .filter((group) => !matrix.groups.includes(group))
      .map((group) => ({ pointer: `/groupNames/${group}`, detail: `there is no group "${group}" to be called so; add it, or take out its name` })),
    ...repeated(matrix.terms.map(({ word }) => word)).map((word) => ({ pointer: '/terms', detail: `the term "${word}" is defined twice; take one out` })),
    ...repeated(matrix.competencies.map((competency) => competency.id)).map((id) => ({
      pointer: '/competencies',
      detail: `two competencies have the id "${id}"; give one of them another`,
    })),
    ...matrix.levels.flatMap((level, at) =>
      Object.entries(level.sameAs).flatMap(([group, target]) => {
        const pointer = `/levels/${at}/sameAs/${group}`;
        if (!known.has(target)) return [{ pointer, detail: `there is no level "${target}"; add it, or take out the reference` }];
        const round = circleFrom(matrix, level.code, { group });
        if (round !== undefined) return [{ pointer, detail: `the references form a circle: "${round}"; take one of them out` }];
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
        ...ownReferenceFaults(matrix, competency, pointer),
        ...(matrix.groups.includes(competency.group)
          ? []
          : [{ pointer: `${pointer}/group`, detail: `there is no group "${competency.group}"; add it, or move the competency to one that there is` }]),
        ...listed
          .filter((code) => levelIndex(matrix, code) < 0)
          .map((code) => ({ pointer: `${pointer}/cells`, detail: `there is no level "${code}"; add it, or list the cell elsewhere` })),
        ...repeated(listed).map((code) => ({
          pointer: `${pointer}/cells`,
          detail: `two cells of "${competency.id}" are listed at level "${code}"; take the level out of one of them`,
        })),
        ...(competency.ended === undefined || known.has(competency.ended.level)
          ? []
          : [{ pointer: `${pointer}/ended/level`, detail: `there is no level "${competency.ended.level}"; let "${competency.id}" end at one that there is` }]),
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

/** That a cell is what it is at another level, kept by the competency itself. */
function ownReferenceFaults(matrix: MatrixContent, competency: Competency, pointer: string): MatrixFault[] {
  const { id, cells, sameAs = {} } = competency;
  return Object.entries(sameAs).flatMap(([level, target]) => {
    const fault = (detail: string): MatrixFault[] => [{ pointer: `${pointer}/sameAs/${level}`, detail }];
    const unknown = [level, target].find((code) => levelIndex(matrix, code) < 0);
    if (unknown !== undefined) return fault(`"${id}" refers from "${level}" to "${target}", but there is no level "${unknown}"; add it, or take out the reference`);
    const round = circleFrom(matrix, level, competency);
    if (round !== undefined) return fault(`the references of "${id}" form a circle: "${round}"; take one of them out`);
    if (cells.some(({ listedAt }) => listedAt.includes(level))) {
      return fault(`"${id}" is listed at "${level}" itself and is the same as "${target}" there; take out the reference or the listing`);
    }
    if (cellAt(matrix, competency, level) !== undefined) return [];
    return fault(`"${id}" is at "${level}" the same as at "${target}", where nothing is expected; take out the reference, or add what is expected there`);
  });
}

/** The levels of a circle that the references from a level end in, in words; undefined where they lead somewhere. */
function circleFrom(matrix: MatrixContent, levelCode: string, referring: Pick<Competency, 'group' | 'sameAs'>): string | undefined {
  const chain = [levelCode, ...chainFrom(matrix, levelCode, referring)];
  const again = referenceAt(matrix, chain.at(-1) ?? levelCode, referring);
  return again === undefined ? undefined : [...chain, again].join('" → "');
}

function repeated(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code, at) => codes.indexOf(code) !== at))];
}
