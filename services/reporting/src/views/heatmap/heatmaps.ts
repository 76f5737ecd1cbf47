import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@rung/service-kit';
import type { Pool } from 'pg';

import { Matrices } from '../../reference/matrices/matrices.js';
import { Units } from '../../reference/relations/units.js';
import { POOL } from '../../tokens.js';
import type { ReportQuery } from '../report-query.js';
import { heatmapOf, type Heatmap, type OutcomeCount } from './heatmap.js';

@Injectable()
export class Heatmaps {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly matrices: Matrices,
    private readonly units: Units,
  ) {}

  /** @throws DomainError not-found for a cycle or a unit that is not known; unavailable until the cycle's matrix has arrived. */
  async read({ cycle, unit }: ReportQuery, reader: string): Promise<Heatmap> {
    const { groupNames } = await this.matrices.frameOf(cycle);
    const matrix = { groupNames, competencies: await this.matrices.competenciesOf(cycle) };
    const report = heatmapOf({ cycle, unit: unit ?? null }, matrix, await this.units.all(), await this.counts(cycle, reader));
    if (report === undefined) throw notFound();
    return report;
  }

  /**
   * All but the reader's own grade until it is released: nobody gets to know it by what is left. The projection of the grades has a pace of
   * its own, so what it does not know counts as not released; and a row of nobody knows whom as the reader's.
   */
  private async counts(cycle: string, reader: string): Promise<OutcomeCount[]> {
    const { rows } = await this.pool.query<OutcomeCount>(
      `select review.unit, outcome.competency, count(*)::integer as people,
         sum(outcome.cells)::integer as cells, sum(outcome.met)::integer as met
       from competency_outcomes review
       cross join unnest(review.competencies, review.cells, review.met) as outcome (competency, cells, met)
       where review.cycle = $1
         and (review.person <> $2 or exists (select from grades own where own.review = review.review and own.state = 'released'))
       group by review.unit, outcome.competency`,
      [cycle, reader],
    );
    return rows;
  }
}
