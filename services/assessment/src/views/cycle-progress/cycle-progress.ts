import { Inject, Injectable } from '@nestjs/common';
import { cyclePolicy, instant, matrixPin, population, type RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { CLOCK, readAtLeast, type Clock } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { fewestPeople, mayBeCounted, type PeopleBehind } from './anonymous-counts.js';
import { CycleRow } from './cycle-row.entity.js';

const states = z.object({ open: z.int(), submitted: z.int(), closed: z.int() });
type States = z.infer<typeof states>;
const anonymousStates = states
  .nullable()
  .describe(`As of the beginning of the day (UTC): who answered since counts as open. null unless both those who have answered and those who have not are about ${fewestPeople} people or more`);

const summary = z.object({
  cycle: z.uuid(),
  name: z.string(),
  status: z.enum(['draft', 'self', 'peer', 'manager', 'calibration', 'released', 'closed', 'cancelled']),
  matrix: matrixPin,
  createdAt: instant.nullable().describe('null of a cycle from before it was kept, until the view is made anew'),
  openedAt: instant.nullable().describe('null before it is opened'),
  releasedAt: instant.nullable().describe('null before its grades are released'),
  version: z.int().describe('Of the cycle itself'),
});
type Summary = z.infer<typeof summary>;

export const cycleList = z.object({ cycles: z.array(summary) }).meta({ id: 'CycleList' });
export type CycleList = z.infer<typeof cycleList>;

export const cycleProgress = summary
  .extend({
    population,
    policy: cyclePolicy,
    participants: z.object({
      planned: z.int().nullable().describe('How many reviews the opening launches; null until that is known'),
      skipped: z.int().nullable().describe('People of the population whose position another matrix assesses, or none'),
      launched: z.int(),
      proposed: z.int(),
      confirmed: z.int(),
      released: z.int(),
      heldBack: z
        .int()
        .describe('People of the population whose review cannot be launched as things are (a level that the matrix lacks, a grade that is still being released): operators see them in their parked streams, and try again'),
    }),
    assessments: z.object({ self: states, peer: anonymousStates, manager: states, upward: anonymousStates }),
  })
  .meta({ id: 'CycleProgress' });
export type CycleProgress = z.infer<typeof cycleProgress>;

type Participants = CycleProgress['participants'];

@Injectable()
export class CycleProgresses {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<CycleList> {
    const rows = await this.dataSource.getRepository(CycleRow).find({ order: { created_at: { direction: 'asc', nulls: 'first' }, name: 'asc', cycle: 'asc' } });
    return { cycles: rows.map(summaryOf) };
  }

  /** @throws DomainError not-found; view-behind when the view does not reach `atLeast` in time. */
  async read(cycle: string, atLeast?: number): Promise<CycleProgress> {
    const row = await readAtLeast(
      atLeast,
      () => this.dataSource.getRepository(CycleRow).findOneBy({ cycle }),
      (found) => found?.version ?? 0,
    );
    if (row === null) throw new DomainError('not-found', 'There is no such cycle.');
    const [participants, assessments] = await Promise.all([this.participants(cycle), this.assessments(cycle)]);
    const { population: over, policy } = row;
    return { ...summaryOf(row), population: over, policy, participants, assessments };
  }

  /** What was planned is what the launching process has written down; how far it is, the log says. */
  private async participants(cycle: string): Promise<Participants> {
    const [found] = await this.dataSource.query<Participants[]>(
      `select max(planned)::int as planned, max(skipped)::int as skipped, count(review)::int as launched,
         (count(*) filter (where step >= 2))::int as proposed, (count(*) filter (where step >= 3))::int as confirmed,
         (count(*) filter (where step >= 4))::int as released,
         (select count(*) from held_back where cycle = $1)::int as "heldBack"
       from (select $1::uuid as cycle) wanted
       left join cycle_launches using (cycle) left join progress_reviews using (cycle)`,
      [cycle],
    );
    return found as Participants;
  }

  private async assessments(cycle: string): Promise<CycleProgress['assessments']> {
    const today = this.clock.now().toISOString().slice(0, 10);
    const rows = await this.dataSource.query<RoleCounts[]>(
      `select role, (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where state = 'submitted'))::int as submitted,
         (count(*) filter (where state = 'closed'))::int as closed,
         (count(distinct review) filter (where state = 'submitted'))::int as "peopleAnswered",
         (count(distinct review) filter (where state <> 'submitted'))::int as "peopleUnanswered"
       from (
         select role, review, case when role in ('peer', 'upward') and submitted_on >= $2 then 'open' else state end as state
         from progress_assessments join progress_reviews using (review) where cycle = $1
       ) told group by role`,
      [cycle, today],
    );
    const of = (wanted: RaterRole): RoleCounts => rows.find(({ role }) => role === wanted) ?? noneOf(wanted);
    const anonymously = (counts: RoleCounts): States | null => (mayBeCounted(counts) ? statesOf(counts) : null);
    return { self: statesOf(of('self')), peer: anonymously(of('peer')), manager: statesOf(of('manager')), upward: anonymously(of('upward')) };
  }
}

function summaryOf({ cycle, name, status, matrix, created_at: createdAt, opened_at: openedAt, released_at: releasedAt, version }: CycleRow): Summary {
  return { cycle, name, status, matrix, createdAt, openedAt, releasedAt, version };
}

interface RoleCounts extends States, PeopleBehind {
  readonly role: RaterRole;
}

function noneOf(role: RaterRole): RoleCounts {
  return { role, open: 0, submitted: 0, closed: 0, peopleAnswered: 0, peopleUnanswered: 0 };
}

function statesOf({ open, submitted, closed }: States): States {
  return { open, submitted, closed };
}
