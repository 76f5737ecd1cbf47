import { Injectable } from '@nestjs/common';
import { cyclePolicy, matrixPin, population, type RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { readAtLeast } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { CycleRow } from './cycle-row.entity.js';

const states = z.object({ open: z.int(), submitted: z.int(), closed: z.int() });
type States = z.infer<typeof states>;

const summary = z.object({
  cycle: z.uuid(),
  name: z.string(),
  status: z.enum(['draft', 'self', 'peer', 'manager', 'calibration', 'released', 'closed', 'cancelled']),
  matrix: matrixPin,
  version: z.int().describe('Of the cycle itself'),
});

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
    }),
    assessments: z.object({ self: states, peer: states, manager: states, upward: states }),
  })
  .meta({ id: 'CycleProgress' });
export type CycleProgress = z.infer<typeof cycleProgress>;

type Participants = CycleProgress['participants'];

@Injectable()
export class CycleProgresses {
  constructor(private readonly dataSource: DataSource) {}

  async list(): Promise<CycleList> {
    const rows = await this.dataSource.getRepository(CycleRow).find({ order: { name: 'asc', cycle: 'asc' } });
    return { cycles: rows.map(({ cycle, name, status, matrix, version }) => ({ cycle, name, status, matrix, version })) };
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
    return { ...row, participants, assessments };
  }

  /** What was planned is what the launching process has written down; how far it is, the log says. */
  private async participants(cycle: string): Promise<Participants> {
    const [found] = await this.dataSource.query<Participants[]>(
      `select max(planned)::int as planned, max(skipped)::int as skipped, count(review)::int as launched,
         (count(*) filter (where step >= 2))::int as proposed, (count(*) filter (where step >= 3))::int as confirmed,
         (count(*) filter (where step >= 4))::int as released
       from (select $1::uuid as cycle) wanted
       left join cycle_launches using (cycle) left join progress_reviews using (cycle)`,
      [cycle],
    );
    return found as Participants;
  }

  private async assessments(cycle: string): Promise<Record<RaterRole, States>> {
    const rows = await this.dataSource.query<{ role: RaterRole; state: keyof States; count: number }[]>(
      `select role, state, count(*)::int as count
       from progress_assessments join progress_reviews using (review) where cycle = $1 group by role, state`,
      [cycle],
    );
    const counts = { self: none(), peer: none(), manager: none(), upward: none() };
    for (const { role, state, count } of rows) counts[role][state] = count;
    return counts;
  }
}

function none(): States {
  return { open: 0, submitted: 0, closed: 0 };
}
