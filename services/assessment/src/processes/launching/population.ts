import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@rung/event-store';
import type { Pool } from 'pg';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { Directory } from '../../reference/directory/directory.js';
import { EVENT_LOG, POOL } from '../../tokens.js';
import { pageByPage } from '../in-parallel.js';
import { caughtUp } from '../roster/caught-up.js';
import { Roster } from '../roster/roster.js';
import { rosterProjectionName } from '../roster/roster.projector.js';
import { Enrolments } from './enrolments.js';

const pageSize = 1_000;
const patienceMs = 30_000;

/** The people that a cycle is opened for, frozen in the roster. */
@Injectable()
export class Populations {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly directory: Directory,
    private readonly enrolments: Enrolments,
    private readonly roster: Roster,
  ) {}

  /** Enrols the population, once: a second call finds it done, one after a crash goes on. Others are counted as skipped. */
  async freeze(cycle: KnownCycle): Promise<void> {
    const { rowCount } = await this.pool.query('select from cycle_launches where cycle = $1', [cycle.cycle]);
    if (rowCount === 1) return;
    // current levels stand on released decisions: those that were confirmed are waited for, page by page
    await caughtUp(this.log, this.pool, rosterProjectionName, patienceMs);
    let planned = 0;
    let skipped = 0;
    await pageByPage(
      (after, limit) => this.directory.membersAfter(cycle.population, cycle.matrix.id, after, limit),
      pageSize,
      async (people) => {
        const enrolments = await this.enrolments.ofMany(cycle, people, patienceMs);
        await this.roster.enrol(enrolments);
        planned += enrolments.length;
        skipped += people.length - enrolments.length;
      },
    );
    await this.pool.query('insert into cycle_launches (cycle, planned, skipped) values ($1, $2, $3) on conflict do nothing', [
      cycle.cycle,
      planned,
      skipped,
    ]);
  }

  async markLaunched(cycle: string): Promise<void> {
    await this.pool.query('update cycle_launches set completed = true where cycle = $1', [cycle]);
  }

  async isLaunched(cycle: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from cycle_launches where cycle = $1 and completed', [cycle]);
    return rowCount === 1;
  }
}
