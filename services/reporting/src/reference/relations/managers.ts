import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';

import { POOL } from '../../tokens.js';

/** Who is whose manager, as the directory has told; always asked of PostgreSQL. */
@Injectable()
export class Managers {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Whether `boss` is somewhere in the chain of managers above a person, by opaque ids. Nobody is above themselves. */
  async isAbove(boss: string, person: string): Promise<boolean> {
    if (boss === person) return false;
    // union, not union all: people whose managers go in a circle, for as long as an event is under way, end the walk
    const { rowCount } = await this.pool.query({
      name: 'reporting-is-above',
      text: `with recursive chain as (
               select manager from person_relations where person = $2
               union select above.manager from person_relations above join chain on above.person = chain.manager)
             select from chain where manager = $1`,
      values: [boss, person],
    });
    return rowCount !== 0;
  }
}
