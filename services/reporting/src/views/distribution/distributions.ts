import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@rung/service-kit';
import type { Pool } from 'pg';

import { Matrices } from '../../reference/matrices/matrices.js';
import { Units } from '../../reference/relations/units.js';
import { POOL } from '../../tokens.js';
import type { ReportQuery } from '../report-query.js';
import { distributionOf, type Distribution, type GradeCount } from './distribution.js';

@Injectable()
export class Distributions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly matrices: Matrices,
    private readonly units: Units,
  ) {}

  /** @throws DomainError not-found for a cycle or a unit that is not known; unavailable until the cycle's matrix has arrived. */
  async read({ cycle, unit }: ReportQuery, reader: string): Promise<Distribution> {
    const frame = await this.matrices.frameOf(cycle);
    const report = distributionOf({ cycle, unit: unit ?? null }, frame, await this.units.all(), await this.counts(cycle, reader));
    if (report === undefined) throw notFound();
    return report;
  }

  /** All but the reader's own grade until it is released: nobody gets to know it by what is left. */
  private async counts(cycle: string, reader: string): Promise<GradeCount[]> {
    const { rows } = await this.pool.query<GradeCount>(
      `select unit, grade, count(*)::integer as people from grades
       where cycle = $1 and state <> 'launched' and (state = 'released' or person <> $2) group by unit, grade`,
      [cycle, reader],
    );
    return rows;
  }
}
