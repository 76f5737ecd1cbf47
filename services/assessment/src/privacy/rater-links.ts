import { Inject, Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import { POOL } from '../tokens.js';

export interface RaterLink {
  readonly assessment: string;
  readonly cycle: string;
  readonly review: string;
  /** The participant, by opaque id. */
  readonly person: string;
  readonly rater: string;
  readonly role: RaterRole;
}

/** The table that says who an assessment is by. Nothing else does, and nothing of it may leave but to the rater. */
@Injectable()
export class RaterLinks {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * Remembers raters; those that are known stay as they are. A second manager of one participant is not taken.
   * @returns the assessments of these that are there now.
   */
  async add(links: readonly RaterLink[]): Promise<ReadonlySet<string>> {
    await this.pool.query(
      `insert into rater_links (assessment, cycle, review, person, rater, role)
       select assessment, cycle, review, person, rater, role
       from jsonb_to_recordset($1::jsonb) as link (assessment uuid, cycle uuid, review uuid, person uuid, rater uuid, role text)
       on conflict do nothing`,
      [JSON.stringify(links)],
    );
    const { rows } = await this.pool.query<{ assessment: string }>('select assessment from rater_links where assessment = any($1::uuid[])', [
      links.map(({ assessment }) => assessment),
    ]);
    return new Set(rows.map(({ assessment }) => assessment));
  }

  /** @throws DomainError not-found unless this person is the rater of this assessment. */
  async ofRater(assessment: string, rater: string): Promise<RaterLink> {
    const { rows } = await this.pool.query<RaterLink>(
      'select assessment, cycle, review, person, rater, role from rater_links where assessment = $1 and rater = $2',
      [assessment, rater],
    );
    const [link] = rows;
    if (link === undefined) throw new DomainError('not-found', 'There is no such assessment.');
    return link;
  }

  async isRater(assessment: string, rater: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from rater_links where assessment = $1 and rater = $2', [assessment, rater]);
    return rowCount === 1;
  }

  /** The assessments of each review: ids alone. */
  async assessmentsOf(reviews: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ review: string; assessments: string[] }>(
      `select review, array_agg(assessment::text order by assessment) as assessments
       from rater_links where review = any($1::uuid[]) group by review`,
      [reviews],
    );
    return new Map(rows.map(({ review, assessments }) => [review, assessments]));
  }
}
