import { Injectable } from '@nestjs/common';
import { instant, type RaterRole } from '@rung/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { deadlineOf, hasPassed } from '../../domain/cycle/answering.js';
import { phaseNames, phasesOf, type CycleCourse } from './phases.js';

const taskState = z.enum(['open', 'submitted', 'closed']);

export const me = z
  .object({
    leads: z.boolean().describe('Whether somebody has you as their manager: then `GET /me/people` lists them'),
    cycles: z.array(
      z.object({
        cycle: z.uuid(),
        name: z.string(),
        phases: z
          .array(z.object({ phase: z.enum(phaseNames), state: z.enum(['done', 'current', 'to-come']), deadline: instant.nullable() }))
          .describe('All of them, in their order; where phases overlap, several are current'),
        tasks: z
          .object({
            done: z.int(),
            all: z.int(),
            due: instant.nullable().describe('The first deadline that has not passed, of what is open'),
            tooLate: z.int().describe('Of what is neither done nor closed, how many are closed to answers, as their deadline has passed'),
          })
          .describe('What you are asked to assess, yourself included, without what was closed unanswered'),
        review: z
          .object({
            self: taskState.nullable().describe('Your self-assessment; null as long as you are not asked for one'),
            released: z.boolean().describe('Whether your result can be read. false says nothing of whether there is one'),
          })
          .nullable()
          .describe('null where you only assess others'),
      }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

interface MyCycle extends CycleCourse {
  readonly cycle: string;
  readonly name: string;
  readonly done: number;
  /** As what the reader has something to assess, once for each. */
  readonly waiting: readonly RaterRole[];
  readonly self: z.infer<typeof taskState> | null;
  /** null where the reader takes no part. */
  readonly released: boolean | null;
  readonly finished: boolean;
}

/**
 * The cycles of one person, by that person's own rows alone: of the rater links those of the rater, of the reviews those of the
 * participant. Nothing is read of a grade, so one that waits to be released shows in nothing.
 */
@Injectable()
export class MyCycles {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * First what is under way, by name; then what is finished, the newest result first.
   * @param person the reader.
   * @param at when they ask.
   */
  async of(person: string, at: string): Promise<Me> {
    const cycles = await this.dataSource.query<MyCycle[]>(
      `with asked as (
         select cycle, (count(*) filter (where state = 'submitted'))::int as done,
           coalesce(array_agg(role) filter (where state = 'open'), '{}') as waiting, max(state) filter (where role = 'self') as self
         from rater_links where rater = $1 and state in ('open', 'submitted', 'closed') group by cycle
       ), own as (
         select participants.cycle, participants.state = 'released' as released, roster.released_at
         from participants left join roster using (cycle, person) where participants.person = $1
       )
       select cycle, name, status, policy, coalesce(done, 0) as done, coalesce(waiting, '{}') as waiting, self, released,
         coalesce(released, status in ('released', 'closed')) as finished
       from cycles left join own using (cycle) left join asked using (cycle)
       where (own.cycle is not null or asked.cycle is not null) and status not in ('draft', 'cancelled')
       order by finished, own.released_at desc nulls last, name, cycle`,
      [person],
    );
    const [{ leads = false } = {}] = await this.dataSource.query<{ leads: boolean }[]>('select exists (select from people where manager = $1) as leads', [person]);
    return { leads, cycles: cycles.map((cycle) => told(cycle, at)) };
  }
}

function told({ cycle, name, status, policy, done, waiting, self, released, finished }: MyCycle, at: string): Me['cycles'][number] {
  const deadlines = waiting.flatMap((role) => deadlineOf(role, policy) ?? []);
  const ahead = deadlines.filter((deadline) => !hasPassed(deadline, at));
  const [due = null] = ahead.sort((one, other) => Date.parse(one) - Date.parse(other));
  return {
    cycle,
    name,
    phases: phasesOf({ status, policy }, finished),
    tasks: { done, all: done + waiting.length, due, tooLate: deadlines.length - ahead.length },
    review: released === null ? null : { self, released },
  };
}
