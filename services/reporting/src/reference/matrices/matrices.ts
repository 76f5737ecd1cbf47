import { Inject, Injectable } from '@nestjs/common';
import type { LocalizedText, MatrixFrame } from '@rung/matrix-model';
import { notFound, unavailable } from '@rung/service-kit';
import type { Pool } from 'pg';

import { POOL } from '../../tokens.js';

export interface CompetencyTitle {
  readonly competency: string;
  readonly group: string;
  readonly title: LocalizedText;
}

interface FrameRow {
  readonly frame: MatrixFrame | null;
}

const notHereYet = 'The matrix of this cycle has not arrived here yet.';

/** What cycles are pinned to, as far as reports need it. */
@Injectable()
export class Matrices {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws DomainError not-found for a cycle that is not known; unavailable until its matrix has arrived. */
  async frameOf(cycle: string): Promise<MatrixFrame> {
    const { rows } = await this.pool.query<FrameRow>(
      `select published.frame from cycles
       left join published_matrices published on published.matrix_id = cycles.matrix_id and published.version = cycles.matrix_version
       where cycles.cycle = $1`,
      [cycle],
    );
    const [row] = rows;
    if (row === undefined) throw notFound();
    if (row.frame === null) throw unavailable(notHereYet);
    return row.frame;
  }

  /** In the order of the matrix; none before it has arrived. */
  async competenciesOf(cycle: string): Promise<CompetencyTitle[]> {
    const { rows } = await this.pool.query<CompetencyTitle>(
      `select listed.competency, known."group", known.title
       from cycles
       join published_matrices published on published.matrix_id = cycles.matrix_id and published.version = cycles.matrix_version
       cross join unnest(published.competency_ids) with ordinality as listed (competency, place)
       join published_competencies known on known.matrix_id = published.matrix_id and known.version = published.version
         and known.competency = listed.competency
       where cycles.cycle = $1 order by listed.place`,
      [cycle],
    );
    return rows;
  }
}
