import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import { Streams } from '../streams.js';
import { POOL } from '../tokens.js';

const secretBytes = 32;

/** One secret per cycle: whoever has it can tell whose a review or an assessment is. */
@Injectable()
export class CycleSecrets {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly streams: Streams,
  ) {}

  /**
   * Draws the cycle's secret, once, and only before there is a cycle: with another one each review and each assessment
   * of it would come about a second time.
   */
  async draw(cycle: string): Promise<void> {
    if ((await this.streams.cycleIfAny(cycle)).status !== 'none') return;
    await this.pool.query('insert into cycle_secrets (cycle, secret) values ($1, $2) on conflict (cycle) do nothing', [
      cycle,
      randomBytes(secretBytes),
    ]);
  }

  /** @throws DomainError not-found when there is no such cycle; cycle-secret-lost when a restore brought back its events alone. */
  async of(cycle: string): Promise<Buffer> {
    const { rows } = await this.pool.query<{ secret: Buffer }>('select secret from cycle_secrets where cycle = $1', [cycle]);
    const [row] = rows;
    if (row !== undefined) return row.secret;
    await this.streams.cycle(cycle);
    throw new DomainError('cycle-secret-lost', `An operator must bring the row of ${cycle} back into cycle_secrets; else cancel the cycle and create another.`);
  }
}
