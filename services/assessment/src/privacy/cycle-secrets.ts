import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import { POOL } from '../tokens.js';

const secretBytes = 32;

/** One secret per cycle: whoever has it can tell whose a review or an assessment is. */
@Injectable()
export class CycleSecrets {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Draws the cycle's secret, once. */
  async draw(cycle: string): Promise<void> {
    await this.pool.query('insert into cycle_secrets (cycle, secret) values ($1, $2) on conflict (cycle) do nothing', [
      cycle,
      randomBytes(secretBytes),
    ]);
  }

  /** @throws DomainError not-found when there is no such cycle. */
  async of(cycle: string): Promise<Buffer> {
    const { rows } = await this.pool.query<{ secret: Buffer }>('select secret from cycle_secrets where cycle = $1', [cycle]);
    const [row] = rows;
    if (row === undefined) throw new DomainError('not-found', 'There is no such cycle.');
    return row.secret;
  }
}
