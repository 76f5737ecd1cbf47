import { assessmentTopicEvents, type AssessmentTopicEvent, type CycleEvent } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

export interface CycleRow {
  readonly cycle: string;
  readonly name: string;
  readonly matrix_id: string;
  readonly matrix_version: number;
  readonly stream_version: number;
}

/** What a cycle is: said once, by its first event. */
export function cycleOf({ data }: Extract<CycleEvent, { type: 'CycleCreated' }>, version: number): CycleRow {
  return { cycle: data.cycle, name: data.name, matrix_id: data.matrix.id, matrix_version: data.matrix.version, stream_version: version };
}

const cycles = foldedTable<AssessmentTopicEvent, CycleRow>({
  name: 'cycles',
  columns: { cycle: 'uuid', name: 'text', matrix_id: 'text', matrix_version: 'integer', stream_version: 'integer' },
  key: ['cycle'],
  version: 'stream_version',
  change: (event, { streamVersion }) =>
    event.type === 'CycleCreated' ? { key: [event.data.cycle], next: (row) => row ?? cycleOf(event, streamVersion) } : undefined,
});

/** Keeps each cycle's name and pinned matrix. */
export function cyclesProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'reporting-cycles',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [cycles],
  });
}
