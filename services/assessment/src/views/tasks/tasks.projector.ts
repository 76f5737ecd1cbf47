import { assessmentTopicEvents, type CyclePolicy } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

interface TaskCycle {
  readonly cycle: string;
  readonly name: string;
  readonly deadlines: CyclePolicy['deadlines'];
}

/** Keeps what the list of tasks says of the cycles; whether a task is done is in the rater links (privacy/). */
export function tasksProjection(feed: Feed): Projection {
  return {
    name: 'tasks',
    feed,
    async project(recorded, tx) {
      const cycles = recorded.flatMap((stored): TaskCycle[] => {
        const event = assessmentTopicEvents.read(stored);
        return event.type === 'CycleCreated' ? [{ cycle: event.data.cycle, name: event.data.name, deadlines: event.data.policy.deadlines }] : [];
      });
      await tx.query(
        `insert into task_cycles (cycle, name, deadlines)
         select cycle, name, deadlines from jsonb_to_recordset($1::jsonb) as row (cycle uuid, name text, deadlines jsonb)
         on conflict do nothing`,
        [JSON.stringify(cycles)],
      );
    },
  };
}
