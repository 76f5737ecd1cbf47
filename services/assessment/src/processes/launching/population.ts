import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { Directory, type Person } from '../../reference/directory/directory.js';
import { POOL } from '../../tokens.js';
import { pageByPage } from '../in-parallel.js';
import { noMoreProgress } from '../roster/caught-up.js';
import { Roster } from '../roster/roster.js';
import { Enrolments, isOnItsWay } from './enrolments.js';
import { HeldBack, type Held } from './held-back.js';

const pageSize = 1_000;
const patienceMs = 30_000;

/** The people that a cycle is opened for, frozen in the roster. */
@Injectable()
export class Populations {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly directory: Directory,
    private readonly enrolments: Enrolments,
    private readonly roster: Roster,
    private readonly heldBack: HeldBack,
  ) {}

  /**
   * Enrols the population, once: a second call finds it done, one after a crash goes on. Others are counted as skipped; who
   * cannot take part as things are is held back, and tried again at every call.
   * @param releasePatienceMs a release that lets no grade go for so long stands still.
   * @returns who is held back still.
   */
  async freeze(cycle: KnownCycle, releasePatienceMs: number): Promise<readonly Held[]> {
    // current levels stand on released decisions: all that is in the log by now is to be seen
    await this.roster.caughtUp(patienceMs);
    const { rows } = await this.pool.query<{ completed: boolean }>('select completed from cycle_launches where cycle = $1', [cycle.cycle]);
    if (rows.length === 0) await this.enrolAll(cycle);
    // once the others are launched, whoever is held back still makes no other cycle of the lane wait
    return this.enrolHeldBack(cycle, rows[0]?.completed === true ? 0 : releasePatienceMs);
  }

  async markLaunched(cycle: string): Promise<void> {
    await this.pool.query('update cycle_launches set completed = true where cycle = $1', [cycle]);
  }

  async isLaunched(cycle: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from cycle_launches where cycle = $1 and completed', [cycle]);
    return rowCount === 1;
  }

  private async enrolAll(cycle: KnownCycle): Promise<void> {
    let planned = 0;
    let skipped = 0;
    await pageByPage(
      (after, limit) => this.directory.membersAfter(cycle.population, cycle.matrix.id, after, limit),
      pageSize,
      async (people) => {
        const members = people.filter(({ matrix }) => matrix === cycle.matrix.id);
        await this.enrol(cycle, members);
        planned += members.length;
        skipped += people.length - members.length;
      },
    );
    await this.pool.query('insert into cycle_launches (cycle, planned, skipped) values ($1, $2, $3) on conflict do nothing', [
      cycle.cycle,
      planned,
      skipped,
    ]);
  }

  /** Grades that are being released come in one by one: it waits for as long as any does, and no longer. */
  private async enrolHeldBack(cycle: KnownCycle, patienceOfReleaseMs: number): Promise<readonly Held[]> {
    let held: Held[] = [];
    const countWaiting = async (): Promise<number> => {
      held = [];
      await pageByPage(
        (after, limit) => this.heldBack.after(cycle.cycle, after, limit),
        pageSize,
        async (page) => void held.push(...(await this.enrol(cycle, await this.directory.people(page.map(({ person }) => person), cycle.matrix.id)))),
      );
      return held.filter(({ why }) => isOnItsWay(why)).length;
    };
    await noMoreProgress(countWaiting, patienceOfReleaseMs);
    return held;
  }

  /** Who cannot be enrolled keeps nobody else from it. @returns who is held back. */
  private async enrol(cycle: KnownCycle, people: readonly Person[]): Promise<readonly Held[]> {
    const { enrolments, held } = await this.enrolments.ofMany(cycle, people);
    await this.roster.enrol(enrolments);
    await this.heldBack.hold(cycle.cycle, held);
    await this.heldBack.letGo(cycle.cycle, enrolments.map(({ person }) => person));
    return held;
  }
}
