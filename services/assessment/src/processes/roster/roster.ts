import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@rung/event-store';
import type { Pool } from 'pg';

import type { Launch } from '../../domain/review/review.js';
import { EVENT_LOG, POOL } from '../../tokens.js';
import { caughtUp } from './caught-up.js';
import { rosterProjectionName } from './roster.projector.js';

/** A participant as frozen at the launch, but for the moment of it. */
export type Enrolment = Omit<Launch, 'at'>;

/** A participant as the roster has them; the matrix is the cycle's. */
export type Enrolled = Omit<Enrolment, 'matrix'>;

/** A decision that stands for a person. */
export interface LastReleased {
  readonly cycle: string;
  readonly review: string;
  readonly grade: string | null;
}

export interface RosterCounts {
  /** Whether the whole population has been launched. */
  readonly allLaunched: boolean;
  readonly participants: number;
  readonly unproposed: number;
  /** The first of those without a proposal. */
  readonly waitingFor: readonly string[];
  readonly unconfirmed: number;
}

/** What is still to be done for a participant. */
export type Pending = 'launch' | 'proposal' | 'release';

interface Row {
  readonly review: string;
  readonly person: string;
  readonly unit: string;
  readonly manager: string | null;
  readonly current_level: string | null;
  readonly basis: Launch['basis'];
  readonly target_level: string;
}

const pendingSql: Readonly<Record<Pending, string>> = {
  launch: 'not opened',
  proposal: 'not proposed',
  release: 'confirmed and released_at is null',
};

/**
 * The processes' own memory: who takes part in each cycle, and how far each is. A participant is written here before the
 * review is launched, so that none is missing; the rest follows the log (roster.projector.ts) and may be behind it.
 */
@Injectable()
export class Roster {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** Waits until all that is in the log by now is in the roster. @throws NotInTime */
  caughtUp(timeoutMs: number): Promise<void> {
    return caughtUp(this.log, this.pool, rosterProjectionName, timeoutMs);
  }

  /** Enrols participants; who is enrolled already stays with the levels that were frozen then. */
  async enrol(enrolments: readonly Enrolment[]): Promise<void> {
    await this.pool.query(
      `insert into roster (cycle, person, review, matrix, unit, manager, current_level, basis, target_level)
       select cycle, person, review, matrix ->> 'id', unit, manager, "currentLevel", basis, "targetLevel"
       from jsonb_to_recordset($1::jsonb) as enrolment
         (cycle uuid, person uuid, review uuid, matrix jsonb, unit text, manager uuid, "currentLevel" text, basis jsonb, "targetLevel" text)
       on conflict (cycle, person) do nothing`,
      [JSON.stringify(enrolments)],
    );
  }

  /** Before the launch. The last one counts. */
  async nameTarget(cycle: string, person: string, level: string): Promise<void> {
    await this.pool.query(
      'insert into named_targets (cycle, person, level) values ($1, $2, $3) on conflict (cycle, person) do update set level = excluded.level',
      [cycle, person, level],
    );
  }

  /** The target levels that were named for any of these people. */
  async namedTargets(cycle: string, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ person: string; level: string }>(
      'select person, level from named_targets where cycle = $1 and person = any($2::uuid[])',
      [cycle, people],
    );
    return new Map(rows.map(({ person, level }) => [person, level]));
  }

  /** Participants for whom something is to be done, in order of their ids: at most `limit` after one of them. */
  async pending(pending: Pending, cycle: string, after: string, limit: number): Promise<Enrolled[]> {
    const { rows } = await this.pool.query<Row>(
      `select review, person, unit, manager, current_level, basis, target_level from roster
       where cycle = $1 and person > $2 and ${pendingSql[pending]} order by person limit $3`,
      [cycle, after, limit],
    );
    return rows.map(({ review, person, unit, manager, current_level: currentLevel, basis, target_level: targetLevel }) => ({
      review, cycle, person, unit, manager, currentLevel, basis, targetLevel,
    }));
  }

  /** The review and its own assessments are open. */
  async markOpened(reviews: readonly string[]): Promise<void> {
    await this.pool.query('update roster set opened = true where review = any($1::uuid[])', [reviews]);
  }

  async isOpened(review: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from roster where review = $1 and opened', [review]);
    return rowCount === 1;
  }

  /** Counts those whose review is launched: who was enrolled by a request that got no further takes no part. */
  async counts(cycle: string): Promise<RosterCounts> {
    const { rows } = await this.pool.query<RosterCounts>(
      `select count(*)::int as participants, (count(*) filter (where not proposed))::int as unproposed,
         coalesce((array_agg(person order by person) filter (where not proposed))[1:20], '{}') as "waitingFor",
         (count(*) filter (where not confirmed))::int as unconfirmed,
         coalesce((select completed from cycle_launches where cycle = $1), false) as "allLaunched"
       from roster where cycle = $1 and launched`,
      [cycle],
    );
    return rows[0] as RosterCounts;
  }

  /** In which cycle a grade of which of these people on a matrix is confirmed and not released: on its way where the cycle is released. */
  async unreleased(people: readonly string[], matrix: string): Promise<{ readonly person: string; readonly cycle: string }[]> {
    const { rows } = await this.pool.query<{ person: string; cycle: string }>(
      'select person, cycle from roster where person = any($1::uuid[]) and matrix = $2 and confirmed and released_at is null',
      [people, matrix],
    );
    return rows;
  }

  /** The last released decision of each of these people on a matrix. */
  async lastReleased(people: readonly string[], matrix: string): Promise<ReadonlyMap<string, LastReleased>> {
    const { rows } = await this.pool.query<LastReleased & { person: string }>(
      `select distinct on (person) person, cycle, review, released_grade as grade from roster
       where person = any($1::uuid[]) and matrix = $2 and released_at is not null order by person, released_at desc`,
      [people, matrix],
    );
    return new Map(rows.map(({ person, ...decision }) => [person, decision]));
  }
}
