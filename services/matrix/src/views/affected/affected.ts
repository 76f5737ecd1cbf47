import { Injectable } from '@nestjs/common';
import { cellAt, diffMatrices, levelsOf, type Competency, type Expectation, type MatrixContent } from '@rung/matrix-model';
import type { Actor } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import type { DiffQuery } from '../diff/diff-api.js';
import { Grids } from '../grid/grids.js';

const count = z.int().nonnegative();

/** Who would notice if they were assessed on the later version. */
export const affectedView = z
  .object({
    matrix: z.string(),
    from: z.int(),
    to: z.int(),
    cycles: z.array(
      z.object({
        cycle: z.uuid(),
        name: z.string(),
        status: z.enum(['draft', 'open', 'released']),
        participants: count,
        assessments: count.describe('All that were opened, answered or not'),
        asked: count.describe('Those of them that ask for a cell which is otherwise, or gone, in the later version'),
      }),
    ).describe('On the earlier version, neither closed nor cancelled. They stay on it, whatever is published'),
    competencies: z.array(z.object({ competency: z.string(), asked: count })).describe('What is otherwise or gone, and in how many assessments of these cycles it is asked'),
  })
  .meta({ id: 'AffectedByDiff' });
export type AffectedView = z.infer<typeof affectedView>;

@Injectable()
export class Affected {
  constructor(
    private readonly dataSource: DataSource,
    private readonly grids: Grids,
  ) {}

  /** As far as the assessment service's topic was followed. @throws DomainError not-found */
  async read(actor: Actor, matrix: string, { from, to, at }: DiffQuery): Promise<AffectedView> {
    const [before, after] = await Promise.all([this.grids.content(actor, matrix, from, { at }), this.grids.content(actor, matrix, to, { at })]);
    const cells = changedCells(before, after);
    const cycles = await this.dataSource.query<AffectedView['cycles']>(
      `select cycle, name, status, count(distinct review)::int as participants, count(assessment)::int as assessments,
         count(assessment) filter (where cells && $3::text[])::int as asked
       from cycles_on_versions left join reviews_on_versions using (cycle) left join assessments_on_versions using (review)
       where matrix_id = $1 and matrix_version = $2 and status in ('draft', 'open', 'released')
       group by cycle, name, status order by name, cycle`,
      [matrix, from, cells],
    );
    return { matrix, from, to, cycles, competencies: await this.byCompetency(matrix, from, cells) };
  }

  private byCompetency(matrix: string, version: number, cells: readonly string[]): Promise<AffectedView['competencies']> {
    return this.dataSource.query(
      `select changed.competency, count(distinct assessment)::int as asked
       from (select cell, split_part(cell, '/', 1) as competency, place from unnest($3::text[]) with ordinality as named (cell, place)) as changed
       left join (
         select assessment, cells from assessments_on_versions join reviews_on_versions using (review) join cycles_on_versions using (cycle)
         where matrix_id = $1 and matrix_version = $2 and status in ('draft', 'open', 'released')
       ) as asking on cell = any (cells)
       group by changed.competency order by min(place)`,
      [matrix, version, cells],
    );
  }
}

/** Of the earlier version, as assessments name them. A competency that only moved asks what it asked. */
function changedCells(from: MatrixContent, to: MatrixContent): string[] {
  const { removed, changed } = diffMatrices(from, to);
  const rows = new Map(from.competencies.map((one) => [one.id, one]));
  const cells = [
    ...changed.flatMap(({ competency, cells: own, references }) => {
      const row = rows.get(competency);
      const asked = row === undefined ? [] : [...own.map(({ level }) => row.cells.find(({ listedAt }) => listedAt[0] === level)), ...references.map(({ level }) => cellAt(from, row, level))];
      return asked.map((cell) => ({ row, cell }));
    }),
    ...removed.flatMap((row) => row.cells.map((cell) => ({ row, cell }))),
  ];
  return [...new Set(cells.flatMap(({ row, cell }) => (row === undefined || cell === undefined ? [] : [nameOf(from, row, cell)])))];
}

/** Its competency and the lowest level at which it is in force; the one that it starts at where it is in force nowhere. */
function nameOf(matrix: MatrixContent, competency: Competency, cell: Expectation): string {
  return `${competency.id}/${levelsOf(matrix, competency, cell)[0] ?? cell.listedAt[0]}`;
}
