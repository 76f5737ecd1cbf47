import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import { POOL } from '../../tokens.js';

/** Somebody who cannot take part as things are. */
export interface Held {
  readonly person: string;
  readonly why: DomainError;
}

/** Who of a population is left out of the launch until what keeps them is mended. */
@Injectable()
export class HeldBack {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async hold(cycle: string, held: readonly Held[]): Promise<void> {
    await this.pool.query(
      `insert into held_back (cycle, person, reason) select $1, person, reason from unnest($2::uuid[], $3::text[]) as held (person, reason)
       on conflict (cycle, person) do update set reason = excluded.reason`,
      [cycle, held.map(({ person }) => person), held.map(({ why }) => why.code)],
    );
  }

  async letGo(cycle: string, people: readonly string[]): Promise<void> {
    await this.pool.query('delete from held_back where cycle = $1 and person = any($2::uuid[])', [cycle, people]);
  }

  /** In order of their ids: at most `limit` after one of them. */
  async after(cycle: string, after: string, limit: number): Promise<{ readonly person: string }[]> {
    const { rows } = await this.pool.query<{ person: string }>('select person from held_back where cycle = $1 and person > $2 order by person limit $3', [cycle, after, limit]);
    return rows;
  }
}
