import {
  competency,
  groupReference,
  inForceAt,
  level,
  matrixFrame,
  type CellInForce,
  type MatrixContent,
} from '@rung/matrix-model';
import { z } from 'zod';

import { versionStatuses } from '../../domain/versions/version.js';

/** Discarded versions are there for their editors, and in no list. */
export const versionStatus = z.enum(versionStatuses);

const gridCell = z
  .object({
    level: z.string(),
    state: z.enum(['new', 'raised', 'carried']),
    /** The index into the competency's cells. */
    cell: z.int(),
    /** The level that it comes from by reference: its own, which the row tells in `sameAs`, or its group's. */
    inheritedFrom: z.string().optional(),
  })
  .meta({ id: 'GridCell' });

const groupAtLevel = z
  .object({ own: z.int(), inForce: z.int(), sameAs: z.string().nullable() })
  .meta({ id: 'GroupAtLevel' });

/** A version as a grid: rows are competencies, columns levels, and each row names the cells in force. */
export const grid = z
  .object({
    matrix: z.string(),
    version: z.int(),
    status: versionStatus,
    /** SHA-256 of the canonical content; null for a draft. */
    hash: z.string().nullable(),
    revision: z.int().describe('The version of the stream that this shows: for `was` of a change, and If-Match'),
    name: matrixFrame.shape.name,
    reading: matrixFrame.shape.reading,
    groups: matrixFrame.shape.groups,
    groupNames: matrixFrame.shape.groupNames,
    levels: z.array(
      z.object({ code: level.shape.code, names: level.shape.names, groups: z.record(z.string(), groupAtLevel) }),
    ),
    competencies: z.array(competency.extend({ inForce: z.array(gridCell) })),
    terms: matrixFrame.shape.terms,
  })
  .meta({ id: 'MatrixGrid' });
export type Grid = z.infer<typeof grid>;

/** Resolves what is in force where. Pure; the references stay visible as `sameAs` and `inheritedFrom`. */
export function gridOf(
  identity: Pick<Grid, 'matrix' | 'version' | 'status' | 'hash' | 'revision'>,
  content: MatrixContent,
): Grid {
  const columns = content.levels.map(({ code }) => {
    const cells = inForceAt(content, code);
    return { code, cells, byCompetency: new Map(cells.map((here) => [here.competency.id, here])) };
  });
  return {
    ...identity,
    name: content.name,
    reading: content.reading,
    groups: content.groups,
    ...(content.groupNames && { groupNames: content.groupNames }),
    levels: content.levels.map(({ code, names, sameAs }, at) => ({
      code,
      names,
      groups: Object.fromEntries(
        content.groups.map((group) => [
          group,
          { ...counts(content, code, group, columns[at]?.cells ?? []), sameAs: groupReference({ sameAs }, group) ?? null },
        ]),
      ),
    })),
    competencies: content.competencies.map((row) => ({
      ...row,
      inForce: columns.flatMap(({ code, byCompetency }) => {
        const here = byCompetency.get(row.id);
        if (here === undefined) return [];
        const { cell, state, inheritedFrom } = here;
        return [{ level: code, state, cell: row.cells.indexOf(cell), inheritedFrom }];
      }),
    })),
    terms: content.terms,
  };
}

function counts(content: MatrixContent, levelCode: string, group: string, cells: readonly CellInForce[]) {
  const rows = content.competencies.filter((row) => row.group === group);
  return {
    own: rows.filter((row) => row.cells.some((cell) => cell.listedAt.includes(levelCode))).length,
    inForce: cells.filter(({ competency: row }) => row.group === group).length,
  };
}
