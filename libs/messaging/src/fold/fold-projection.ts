import type { DomainEvent, EventCatalogue } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';

import { cameUpAt } from '../about-event.js';
import type { Projection } from '../projection/projection.js';
import { FoldedRows, type Fold, type FoldChange } from './folded-rows.js';
import type { FoldedTable } from './folded-table.js';

export interface FoldProjectionOptions<Event extends DomainEvent> extends Pick<Projection, 'name' | 'feed' | 'committed' | 'batchSize'> {
  readonly catalogue: EventCatalogue<Event>;
  /** All tables of the projection; it alone writes them. */
  readonly tables: readonly FoldedTable<Event>[];
}

/** A projection of tables whose rows are folded from events alone: `change` is all that it adds. */
export function foldProjection<Event extends DomainEvent>({ catalogue, tables, ...projection }: FoldProjectionOptions<Event>): Projection {
  const foldAs = (read: (stored: RecordedEvent) => Event): Fold => (stored) => {
    const changes: FoldChange[] = [];
    const event = readOrSay(read, stored);
    for (const table of tables) {
      const change = table.change(event, stored);
      if (change !== undefined) changes.push({ table, ...change });
    }
    return changes;
  };
  const fold = foldAs((stored) => catalogue.readOnce(stored));
  return {
    ...projection,
    ignores: (events) => events.every((event) => fold(event).length === 0),
    rebuild: { tables: tables.map(({ name }) => name), fold: foldAs((stored) => catalogue.read(stored)) },
    async project(events, tx) {
      const rows = new FoldedRows();
      const changes = events.map(fold);
      await rows.load(rows.missing(changes.flat()), tx);
      for (const ofEvent of changes) rows.apply(ofEvent);
      await rows.save(tx);
    },
  };
}

function readOrSay<Event>(read: (stored: RecordedEvent) => Event, stored: RecordedEvent): Event {
  try {
    return read(stored);
  } catch (error) {
    throw cameUpAt(stored, error);
  }
}
