import { assessmentTopicEvents, type AssessmentTopicEvent, type CycleEvent } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface CycleRow {
  readonly cycle: string;
  readonly name: string;
  readonly matrix_id: string;
  readonly matrix_version: number;
  readonly status: 'draft' | 'open' | 'released' | 'closed' | 'cancelled';
  readonly stream_version: number;
}

const cycles = foldedTable<AssessmentTopicEvent, CycleRow>({
  name: 'cycles_on_versions',
  columns: { cycle: 'uuid', name: 'text', matrix_id: 'text', matrix_version: 'integer', status: 'text', stream_version: 'integer' },
  key: ['cycle'],
  version: 'stream_version',
  change: (event, { streamVersion: stream_version }) => {
    if (event.type === 'CycleCreated') {
      const { cycle, name, matrix } = event.data;
      return { key: [cycle], next: (row) => row ?? { cycle, name, matrix_id: matrix.id, matrix_version: matrix.version, status: 'draft', stream_version } };
    }
    const status = statusAfter(event);
    if (status === undefined || !('cycle' in event.data)) return undefined;
    return { key: [event.data.cycle], next: (row) => (row === undefined || row.stream_version >= stream_version ? row : { ...row, status, stream_version }) };
  },
});

const statuses: Partial<Record<CycleEvent['type'], CycleRow['status']>> = { CycleOpened: 'open', CycleReleased: 'released', CycleClosed: 'closed', CycleCancelled: 'cancelled' };

function statusAfter({ type }: AssessmentTopicEvent): CycleRow['status'] | undefined {
  return statuses[type as CycleEvent['type']];
}

const reviews = foldedTable<AssessmentTopicEvent, { readonly review: string; readonly cycle: string }>({
  name: 'reviews_on_versions',
  columns: { review: 'uuid', cycle: 'uuid' },
  key: ['review'],
  change: (event) => {
    if (event.type !== 'ReviewLaunched') return undefined;
    const { review, cycle } = event.data;
    return { key: [review], next: (row) => row ?? { review, cycle } };
  },
});

/** What is asked, and nothing of what is answered or when: who reads it learns of no rater. */
const assessments = foldedTable<AssessmentTopicEvent, { readonly assessment: string; readonly review: string; readonly cells: readonly string[] }>({
  name: 'assessments_on_versions',
  columns: { assessment: 'uuid', review: 'uuid', cells: 'text[]' },
  key: ['assessment'],
  change: (event) => {
    if (event.type !== 'AssessmentOpened') return undefined;
    const { assessment, review, asked, offered } = event.data;
    const cells = [...asked, ...offered].map(({ competency, level }) => `${competency}/${level}`);
    return { key: [assessment], next: (row) => row ?? { assessment, review, cells } };
  },
});

/** Keeps who is assessed on which version, from the assessment service's topic. */
export function affectedProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({ name: 'affected', feed, catalogue: assessmentTopicEvents, tables: [cycles, reviews, assessments] });
}
