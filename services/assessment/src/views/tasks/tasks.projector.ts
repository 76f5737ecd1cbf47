import { assessmentTopicEvents, type CyclePolicy } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

type TaskState = 'open' | 'submitted' | 'closed';

interface TaskCycle {
  readonly cycle: string;
  readonly name: string;
  readonly deadlines: CyclePolicy['deadlines'];
}

/**
 * Keeps whether a rater's assessment is done, as a column of the rater links and nowhere else; and what the list of tasks
 * says of the cycles. The events of an assessment come in their order, so the last one wins.
 */
export function tasksProjection(feed: Feed): Projection {
  return {
    name: 'tasks',
    feed,
    async project(recorded, tx) {
      const states = new Map<string, TaskState>();
      const cycles: TaskCycle[] = [];
      for (const stored of recorded) {
        const event = assessmentTopicEvents.read(stored);
        if (event.type === 'AssessmentOpened') states.set(event.data.assessment, 'open');
        if (event.type === 'AssessmentSubmitted') states.set(event.data.assessment, 'submitted');
        if (event.type === 'AssessmentClosed') states.set(event.data.assessment, 'closed');
        if (event.type === 'CycleCreated') cycles.push({ cycle: event.data.cycle, name: event.data.name, deadlines: event.data.policy.deadlines });
      }
      await tx.query(
        `update rater_links set state = task.state from jsonb_to_recordset($1::jsonb) as task (assessment uuid, state text)
         where rater_links.assessment = task.assessment`,
        [JSON.stringify([...states].map(([assessment, state]) => ({ assessment, state })))],
      );
      await tx.query(
        `insert into task_cycles (cycle, name, deadlines)
         select cycle, name, deadlines from jsonb_to_recordset($1::jsonb) as row (cycle uuid, name text, deadlines jsonb)
         on conflict do nothing`,
        [JSON.stringify(cycles)],
      );
    },
  };
}
