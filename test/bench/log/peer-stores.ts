// The stores of others, each doing the one thing that is compared: an event of 600 bytes becomes durable on a new stream.
import { randomUUID } from 'node:crypto';

import { peer } from '../peers.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';

export interface PeerStore {
  /** Where a row is an event. */
  readonly table: string;
  append(): Promise<unknown>;
  close(): Promise<unknown>;
}

const type = 'AssessmentSubmitted';

interface Emmett {
  getPostgreSQLEventStore(url: string): {
    appendToStream(stream: string, events: readonly { type: string; data: object; metadata: object }[], options: { expectedStreamVersion: string }): Promise<unknown>;
    schema: { migrate(): Promise<unknown> };
    close(): Promise<unknown>;
  };
}

export async function emmett(url: string): Promise<PeerStore> {
  const { getPostgreSQLEventStore } = await peer<Emmett>('@event-driven-io/emmett-postgresql');
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  const events = [{ type, data: eventData, metadata: eventMetadata }];
  return {
    table: 'emt_messages',
    append: () => store.appendToStream(`assessment/${randomUUID()}`, events, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    close: () => store.close(),
  };
}

interface Castore {
  PostgresEventStorageAdapter: {
    new (options: { connectionString: string }): {
      pushEvent(event: { aggregateId: string; version: number; type: string; payload: object; metadata: object }, options: { eventStoreId: string }): Promise<unknown>;
    };
    createEventTable(options: { connectionString: string }): Promise<unknown>;
  };
}

/** It opens a client of its own and offers no way to close it: it ends with the database. */
export async function castore(connectionString: string): Promise<PeerStore> {
  const { PostgresEventStorageAdapter } = await peer<Castore>('@castore/event-storage-adapter-postgres');
  await PostgresEventStorageAdapter.createEventTable({ connectionString });
  const adapter = new PostgresEventStorageAdapter({ connectionString });
  return {
    table: 'event',
    append: () =>
      adapter.pushEvent({ aggregateId: randomUUID(), version: 1, type, payload: eventData, metadata: eventMetadata }, { eventStoreId: 'assessment' }),
    close: async () => undefined,
  };
}

interface TypeOrm {
  DataSource: new (options: object) => {
    initialize(): Promise<unknown>;
    destroy(): Promise<unknown>;
    getRepository(entity: unknown): { save(row: object): Promise<unknown> };
  };
  EntitySchema: new (options: object) => unknown;
}

/** A table with the columns and the keys of the log. */
export async function typeOrm(url: string, connections: number): Promise<PeerStore> {
  const { DataSource, EntitySchema } = await peer<TypeOrm>('typeorm');
  const event = new EntitySchema({
    name: 'event',
    columns: {
      position: { type: 'bigint', primary: true, generated: 'increment' },
      streamId: { type: 'text' },
      streamVersion: { type: 'int' },
      type: { type: 'text' },
      schemaVersion: { type: 'smallint' },
      eventId: { type: 'uuid' },
      commandId: { type: 'uuid', unique: true },
      occurredAt: { type: 'timestamptz' },
      data: { type: 'jsonb' },
      metadata: { type: 'jsonb' },
    },
    uniques: [{ columns: ['streamId', 'streamVersion'] }],
  });
  const source = new DataSource({ type: 'postgres', url, entities: [event], synchronize: true, poolSize: connections });
  await source.initialize();
  const events = source.getRepository(event);
  return {
    table: 'event',
    append: () =>
      events.save({
        ...{ streamId: `assessment/${randomUUID()}`, streamVersion: 1, type, schemaVersion: 1, eventId: randomUUID(), commandId: randomUUID() },
        ...{ occurredAt: new Date(), data: eventData, metadata: eventMetadata },
      }),
    close: () => source.destroy(),
  };
}
