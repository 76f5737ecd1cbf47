import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';

import { gathering } from '../../gathering.js';
import { POOL } from '../../tokens.js';

interface Question {
  readonly boss: string;
  readonly person: string;
}

// Union, not union all: people whose managers go in a circle, for as long as an event is under way, end the walk. The limits
// keep the planner to one look at an index per step, however many are asked about.
const isAboveSql = `
  with recursive chain as (
    select asked.place, asked.boss, above.manager
    from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (boss, person, place)
    cross join lateral (select manager from person_relations where person = asked.person limit 1) above
    union
    select chain.place, chain.boss, above.manager
    from chain cross join lateral (select manager from person_relations where person = chain.manager limit 1) above
    where chain.manager <> chain.boss)
  select distinct place::integer from chain where manager = boss`;

/** Who is whose manager, as the directory has told; always asked of PostgreSQL. */
@Injectable()
export class Managers {
  readonly #isAbove = gathering((questions: readonly Question[]) => this.#askAll(questions));

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Whether `boss` is somewhere in the chain of managers above a person, by opaque ids. Nobody is above themselves. */
  async isAbove(boss: string, person: string): Promise<boolean> {
    return boss !== person && (await this.#isAbove({ boss, person }));
  }

  async #askAll(questions: readonly Question[]): Promise<boolean[]> {
    const { rows } = await this.pool.query<{ place: number }>({
      name: 'reporting-is-above',
      text: isAboveSql,
      values: [questions.map(({ boss }) => boss), questions.map(({ person }) => person)],
    });
    const above = new Set(rows.map(({ place }) => place));
    return questions.map((_, place) => above.has(place + 1));
  }
}
