import { assessmentTopicEvents, type DirectoryEvent } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

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

/** Keeps person → unit and manager, and unit → parent, by opaque ids and codes. */
export function relationsProjection(feed: Feed): Projection {
  return {
    name: 'reporting-relations',
    feed,
    async project(recorded, tx) {
      const people = new Map<string, PersonRelation>();
      const units = new Map<string, UnitRelation>();
      for (const stored of recorded) {
        const event = assessmentTopicEvents.read(stored);
        if (event.type === 'PersonPlaced') {
          const row = personOf(event, stored.streamVersion);
          people.set(row.person, later(people.get(row.person), row));
        }
        if (event.type === 'UnitPlaced') {
          const row = unitOf(event, stored.streamVersion);
          units.set(row.unit, later(units.get(row.unit), row));
        }
      }
      if (people.size > 0) {
        await tx.query(
          `insert into person_relations (person, unit, manager, stream_version)
           select person, unit, manager, stream_version
           from jsonb_to_recordset($1::jsonb) as row (person uuid, unit text, manager uuid, stream_version integer)
           on conflict (person) do update set unit = excluded.unit, manager = excluded.manager, stream_version = excluded.stream_version
           where person_relations.stream_version < excluded.stream_version`,
          [JSON.stringify([...people.values()])],
        );
      }
      if (units.size > 0) {
        await tx.query(
          `insert into units (unit, parent, stream_version)
           select unit, parent, stream_version from jsonb_to_recordset($1::jsonb) as row (unit text, parent text, stream_version integer)
           on conflict (unit) do update set parent = excluded.parent, stream_version = excluded.stream_version
           where units.stream_version < excluded.stream_version`,
          [JSON.stringify([...units.values()])],
        );
      }
    },
  };
}
