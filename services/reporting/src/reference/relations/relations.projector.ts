import { assessmentTopicEvents, type AssessmentTopicEvent, type DirectoryEvent } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

export interface PersonRelation {
  readonly person: string;
  readonly unit: string;
  readonly manager: string | null;
  readonly stream_version: number;
}

export interface UnitRelation {
  readonly unit: string;
  readonly parent: string | null;
  readonly stream_version: number;
}

/** A later event of the same stream replaces the row; an event that the row has seen changes nothing. */
export function later<Row extends { readonly stream_version: number }>(row: Row | undefined, next: Row): Row {
  return row !== undefined && row.stream_version >= next.stream_version ? row : next;
}

type Placed<Type extends DirectoryEvent['type']> = Extract<DirectoryEvent, { type: Type }>;

export function personOf({ data }: Placed<'PersonPlaced'>, version: number): PersonRelation {
  return { person: data.person, unit: data.unit, manager: data.manager, stream_version: version };
}

export function unitOf({ data }: Placed<'UnitPlaced'>, version: number): UnitRelation {
  return { unit: data.unit, parent: data.parent, stream_version: version };
}

const people = foldedTable<AssessmentTopicEvent, PersonRelation>({
  name: 'person_relations',
  columns: { person: 'uuid', unit: 'text', manager: 'uuid', stream_version: 'integer' },
  key: ['person'],
  version: 'stream_version',
  change: (event, { streamVersion }) =>
    event.type === 'PersonPlaced' ? { key: [event.data.person], next: (row) => later(row, personOf(event, streamVersion)) } : undefined,
});

const units = foldedTable<AssessmentTopicEvent, UnitRelation>({
  name: 'units',
  columns: { unit: 'text', parent: 'text', stream_version: 'integer' },
  key: ['unit'],
  version: 'stream_version',
  change: (event, { streamVersion }) =>
    event.type === 'UnitPlaced' ? { key: [event.data.unit], next: (row) => later(row, unitOf(event, streamVersion)) } : undefined,
});

/** Keeps person → unit and manager, and unit → parent, by opaque ids and codes. */
export function relationsProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'reporting-relations',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [people, units],
  });
}
