import { assessmentTopicEvents, type CycleEvent } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

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

/** Keeps each cycle's name and pinned matrix. */
export function cyclesProjection(feed: Feed): Projection {
  return {
    name: 'reporting-cycles',
    feed,
    async project(recorded, tx) {
      const rows = recorded.flatMap((stored) => {
        const event = assessmentTopicEvents.read(stored);
        return event.type === 'CycleCreated' ? [cycleOf(event, stored.streamVersion)] : [];
      });
      if (rows.length === 0) return;
      await tx.query(
        `insert into cycles (cycle, name, matrix_id, matrix_version, stream_version)
         select cycle, name, matrix_id, matrix_version, stream_version from jsonb_to_recordset($1::jsonb) as row
           (cycle uuid, name text, matrix_id text, matrix_version integer, stream_version integer)
         on conflict (cycle) do nothing`,
        [JSON.stringify(rows)],
      );
    },
  };
}
