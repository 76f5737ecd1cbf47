import type { RecordedEvent } from '@rung/event-store';

import { cameUpAt } from '../about-event.js';
import type { Projection } from '../projection/projection.js';
import { FoldedRows, type Fold } from './folded-rows.js';
import type { FoldedTable } from './folded-table.js';

export interface FoldProjectionOptions<Event> extends Pick<Projection, 'name' | 'feed' | 'committed' | 'batchSize'> {
  /** @throws when the event is not what its version says. */
  read(stored: RecordedEvent): Event;
  /** All tables of the projection; it alone writes them. */
  readonly tables: readonly FoldedTable<Event>[];
}

/** A projection of tables whose rows are folded from events alone: `change` is all that it adds. */
export function foldProjection<Event>({ read, tables, ...projection }: FoldProjectionOptions<Event>): Projection {
  const readOrSay = (stored: RecordedEvent): Event => {
    try {
      return read(stored);
    } catch (error) {
      throw cameUpAt(stored, error);
    }
  };
  const fold: Fold = (stored) => {
    const event = readOrSay(stored);
    return tables.flatMap((table) => {
      const change = table.change(event, stored);
      return change === undefined ? [] : [{ ...change, table }];
    });
  };
  return {
    ...projection,
    ignores: (events) => events.every((event) => fold(event).length === 0),
    rebuild: { tables: tables.map(({ name }) => name), fold },
    async project(events, tx) {
      const rows = new FoldedRows();
      const changes = events.map(fold);
      await rows.load(rows.missing(changes.flat()), tx);
      for (const ofEvent of changes) rows.apply(ofEvent);
      await rows.save(tx);
    },
  };
}
