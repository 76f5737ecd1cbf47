import type { z } from 'zod';

/** A fact that happened: past tense, plain JSON, people as ids. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** What a log keeps of an event, as far as its shape is concerned. */
export interface StoredShape {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** Turns the data of one schema version into the next one's. Pure, and total over what was ever released. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an old shape exists nowhere else, so there is no type to name
export type Upcast = (old: any) => unknown;

export interface EventType<Type extends string, Data> {
  /** Makes an event of this type. */
  (data: Data): DomainEvent<Type, Data>;
  readonly type: Type;
  /** One more than the number of upcasts, so that the version and the upcasts cannot disagree. */
  readonly schemaVersion: number;
  readonly schema: z.ZodType<Data>;
  /**
   * Reads stored data of any released version as today's shape.
   * @throws UnknownSchemaVersion when a newer build wrote it; ZodError when the data is not what its version says.
   */
  read(schemaVersion: number, data: unknown): DomainEvent<Type, Data>;
}

export class UnknownEventType extends Error {
  constructor(readonly eventType: string) {
    super(`No event type "${eventType}" is known to this build; roll out the consumer before the producer.`);
    this.name = 'UnknownEventType';
  }
}

export class UnknownSchemaVersion extends Error {
  constructor(
    readonly eventType: string,
    readonly schemaVersion: number,
    readonly newest: number,
  ) {
    super(`Event "${eventType}" has schema version ${schemaVersion}; this build reads 1 to ${newest}; roll out the consumer before the producer.`);
    this.name = 'UnknownSchemaVersion';
  }
}

/** Defines an event type: its name, the schema of its newest shape, and how each older version becomes the next. */
export function defineEvent<const Type extends string, Data>(
  type: Type,
  schema: z.ZodType<Data>,
  upcasts: readonly Upcast[] = [],
): EventType<Type, Data> {
  const schemaVersion = upcasts.length + 1;
  const make = (data: Data): DomainEvent<Type, Data> => ({ type, data });
  const read = (from: number, data: unknown): DomainEvent<Type, Data> => {
    if (from < 1 || from > schemaVersion) throw new UnknownSchemaVersion(type, from, schemaVersion);
    const newest = upcasts.slice(from - 1).reduce<unknown>((old, upcast) => upcast(old), data);
    return make(schema.parse(newest));
  };
  return Object.assign(make, { type, schemaVersion, schema, read });
}

/** The event a type makes: `EventOf<typeof GradeReleased>`. */
export type EventOf<T> = T extends EventType<infer Type, infer Data> ? DomainEvent<Type, Data> : never;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the data type of each member differs
type AnyEventType = EventType<string, any>;

/** The union of the events of a list of types. */
export type EventsOf<Types extends readonly AnyEventType[]> = EventOf<Types[number]>;

export interface EventCatalogue<Event extends DomainEvent> {
  readonly types: readonly AnyEventType[];
  /** Reads what a log or a topic holds. @throws UnknownEventType, UnknownSchemaVersion, ZodError */
  read(stored: StoredShape): Event;
  /**
   * The same, for events that several followers are handed: one object is read once, and nobody may change what came of it.
   * What is remembered costs four times the reading, so whoever reads alone does better with `read`.
   * @throws like `read`
   */
  readOnce(stored: StoredShape): Event;
  /** The schema version that a new event of this type is stored with. @throws UnknownEventType */
  schemaVersionOf(type: string): number;
}

/** The closed list of event types of a stream, a service or a topic. */
export function catalogueOf<const Types extends readonly AnyEventType[]>(
  ...types: Types
): EventCatalogue<EventsOf<Types>> {
  const byName = new Map(types.map((type) => [type.type, type]));
  const find = (name: string): AnyEventType => {
    const type = byName.get(name);
    if (type === undefined) throw new UnknownEventType(name);
    return type;
  };
  const read = (stored: StoredShape) => find(stored.type).read(stored.schemaVersion, stored.data) as EventsOf<Types>;
  const known = new WeakMap<StoredShape, EventsOf<Types>>();
  const readOnce = (stored: StoredShape): EventsOf<Types> => {
    const before = known.get(stored);
    if (before !== undefined) return before;
    const event = read(stored);
    known.set(stored, event);
    return event;
  };
  return {
    types,
    read,
    readOnce,
    schemaVersionOf: (name) => find(name).schemaVersion,
  };
}
