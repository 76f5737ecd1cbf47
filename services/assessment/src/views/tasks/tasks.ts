import { Injectable } from '@nestjs/common';
import { instant, raterRole, type CyclePolicy } from '@rung/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { deadlineOf, hasPassed } from '../../domain/cycle/answering.js';

export const taskList = z
  .object({
    tasks: z.array(
      z.object({
        assessment: z.uuid(),
        cycle: z.object({ id: z.uuid(), name: z.string() }),
        participant: z.object({ name: z.string(), person: z.uuid() }),
        role: raterRole,
        state: z.enum(['open', 'submitted', 'closed']),
        drafted: z.boolean().describe('Whether something is kept of what you typed and did not submit: while it is open, and after it was closed without an answer until the cycle is closed or cancelled'),
        deadline: instant.nullable(),
        tooLate: z.boolean().describe('Whether it is open, and its deadline has passed: no answer is taken any more. What you typed is still kept, for you alone'),
      }),
    ),
  })
  .meta({ id: 'TaskList' });
export type TaskList = z.infer<typeof taskList>;

export const tasksQuery = z.object({ cycle: z.uuid().optional(), state: z.enum(['open', 'submitted', 'closed']).optional() });
export type TasksQuery = z.output<typeof tasksQuery>;

type FoundTask = Omit<TaskList['tasks'][number], 'deadline' | 'tooLate'> & Pick<CyclePolicy, 'deadlines'>;

/** What a person has to assess. Nobody reads another's list. */
@Injectable()
export class Tasks {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * In order of cycles and names.
   * @param rater the reader.
   * @param at when they ask.
   */
  async of(rater: string, { cycle, state }: TasksQuery, at: string): Promise<TaskList> {
    const found = await this.dataSource.query<FoundTask[]>(
      `select link.assessment, link.role, link.state,
         exists (select from assessment_drafts kept where kept.assessment = link.assessment) as drafted,
         jsonb_build_object('id', link.cycle, 'name', task_cycles.name) as cycle,
         jsonb_build_object('name', people.name, 'person', people.person) as participant,
         task_cycles.deadlines
       from rater_links link join task_cycles using (cycle) join people on people.person = link.person
       where link.rater = $1 and link.state in ('open', 'submitted', 'closed') and link.cycle = coalesce($2, link.cycle) and link.state = coalesce($3, link.state)
       order by task_cycles.name, link.cycle, people.name, link.assessment`,
      [rater, cycle, state],
    );
    const tasks = found.map(({ deadlines, ...task }) => {
      const deadline = deadlineOf(task.role, { deadlines });
      return { ...task, deadline, tooLate: task.state === 'open' && hasPassed(deadline, at) };
    });
    return { tasks };
  }
}
