import { assessmentTopicEvents, type AssessmentTopicEvent, type CyclePolicy } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface TaskCycle {
  readonly cycle: string;
  readonly name: string;
  readonly deadlines: CyclePolicy['deadlines'];
}

const cycles = foldedTable<AssessmentTopicEvent, TaskCycle>({
  name: 'task_cycles',
  columns: { cycle: 'uuid', name: 'text', deadlines: 'jsonb' },
  key: ['cycle'],
  change: (event) => {
    if (event.type !== 'CycleCreated') return undefined;
    const { cycle, name, policy } = event.data;
    return { key: [cycle], next: (row) => row ?? { cycle, name, deadlines: policy.deadlines } };
  },
});

/** Keeps what the list of tasks says of the cycles; whether a task is done is in the rater links (privacy/). */
export function tasksProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'tasks',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [cycles],
  });
}
