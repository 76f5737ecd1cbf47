import { Injectable } from '@nestjs/common';
import { code, partChange } from '@rung/matrix-model';
import { atLeastVersion, readAtLeast } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { moment } from '../past/moment.js';
import { PastVersions } from '../past/past-versions.js';
import { DraftChange } from './draft-change.entity.js';

export const historyPage = z
  .object({
    changes: z.array(
      z.object({
        version: z.int(),
        number: z.int().describe('The version of the stream that it made'),
        change: z.looseObject({ kind: z.string() }).describe('What the editor meant: the change as it was sent, or the kind `undo`'),
        parts: z.array(partChange),
        undoes: z.int().nullable(),
        undoneBy: z.int().nullable(),
        reason: z.string().nullable(),
        by: z.uuid(),
        at: z.string(),
      }),
    ),
    next: z.int().nullable().describe('For `?before=` of the next page; null at the end'),
  })
  .meta({ id: 'MatrixHistory' });
export type HistoryPage = z.infer<typeof historyPage>;

export const historyQuery = z.object({
  part: z.string().max(250).optional().describe('The address of a part: `cell/git/junior`, `competency/git`, `levels`, `groups`, `terms` or `frame`'),
  competency: code.optional(),
  level: code.optional().describe('Changes of cells that are listed there, or of the level itself'),
  before: z.coerce.number().int().positive().optional().describe('Only changes with a lower number'),
  at: moment,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  atLeast: atLeastVersion,
});
export type HistoryQuery = z.output<typeof historyQuery>;

/** Who changed what in drafts, when and why. */
@Injectable()
export class Histories {
  constructor(
    private readonly dataSource: DataSource,
    private readonly past: PastVersions,
  ) {}

  /** Of one version, or of all; the newest first. @throws DomainError view-behind when the view does not reach `atLeast`, the number of a change, in time. */
  async page(matrixId: string, version: number | undefined, query: HistoryQuery): Promise<HistoryPage> {
    const found = await readAtLeast(query.atLeast, () => this.rows(matrixId, version, query), (rows) => rows.latest);
    const page = found.rows.slice(0, query.limit);
    return {
      changes: page.map(({ version: of, number, change, parts, undoes, reason, by, at }) => ({
        version: of, number, change, parts, undoes, undoneBy: found.undoings.get(number) ?? null, reason, by, at,
      })),
      next: found.rows.length > query.limit ? (page.at(-1)?.number ?? null) : null,
    };
  }

  private async rows(matrixId: string, version: number | undefined, { part, competency, level, before, at, limit }: HistoryQuery) {
    const ofThese = { matrixId, ...(version !== undefined && { version }) };
    const until = at === undefined ? undefined : await this.past.revisionOf(matrixId, at);
    const changes = this.dataSource.getRepository(DraftChange);
    const latest = await changes.maximum('number', ofThese);
    const wanted = changes.createQueryBuilder('change').where(ofThese);
    if (part !== undefined) wanted.andWhere(':part = any(change.addresses)', { part });
    if (competency !== undefined) wanted.andWhere(':competency = any(change.competencies)', { competency });
    if (level !== undefined) wanted.andWhere(':level = any(change.levels)', { level });
    if (until !== undefined) wanted.andWhere('change.number <= :until', { until });
    if (before !== undefined) wanted.andWhere('change.number < :before', { before });
    const rows = await wanted.orderBy('change.number', 'DESC').limit(limit + 1).getMany();
    const undoing = await changes.createQueryBuilder('change').select(['change.matrixId', 'change.version', 'change.number', 'change.undoes'])
      .where({ matrixId }).andWhere('change.undoes = any(:numbers)', { numbers: rows.map(({ number }) => number) })
      .andWhere(until === undefined ? 'true' : 'change.number <= :until', { until })
      .orderBy('change.number').getMany();
    return { rows, latest: latest ?? 0, undoings: new Map(undoing.map(({ undoes, number }) => [undoes, number])) };
  }
}
