import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';

import type { Unit } from '../../domain/units/unit-tree.js';
import { POOL } from '../../tokens.js';

/** The organisation's units, as the directory has told. */
@Injectable()
export class Units {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async all(): Promise<Unit[]> {
    const { rows } = await this.pool.query<Unit>('select unit, parent from units');
    return rows;
  }
}
