// An append on its way into a batch: checked and encoded once, so that what cannot be written fails before it meets others.
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { toUSVString } from 'node:util';

import { DomainError } from '@rung/event-sourcing';

import type { Append, Appended, NewEvent } from '../event-log.js';
import {
  binaryArray,
  booleanType,
  byteaType,
  int2Type,
  int4Type,
  jsonbType,
  textType,
  timestampType,
  uuidType,
} from './binary-array.js';
import { parseOccurredAt } from './occurred-at.js';

interface EventRow {
  readonly streamId: Buffer;
  readonly type: Buffer;
  readonly schemaVersion: number;
  readonly eventId: Buffer;
  readonly occurredMs: number | null;
  readonly dayOnly: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

export interface PendingAppend {
  readonly streamId: string;
  readonly expectedVersion: number;
  /** The caller's idempotency key, or one of our own: a retry after a cut connection needs one in any case. */
  readonly commandId: string;
  readonly commandIdBytes: Buffer;
  /** Of the caller's idempotency key: none where none was given. */
  readonly commandDigest: string | undefined;
  /** Of the first event, as the store writes it: tells our own first try from another's answer. */
  readonly firstEventId: string;
  readonly rows: readonly EventRow[];
  /** Of data and metadata. */
  readonly bytes: number;
  readonly settle: { resolve(appended: Appended): void; reject(error: unknown): void };
}

/** Of data and metadata as JSON. A broker takes a record of 1 MiB: an event above that would hold up its lane for ever. */
const mostEventBytes = 900_000;
const highestVersion = 2 ** 31 - 1;
const highestSchemaVersion = 2 ** 15 - 1;
const digest = /^[0-9a-f]{64}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws DomainError payload-too-large for an event of more than 900 kB; TypeError or RangeError for what no log could store: no events, a malformed id, data that is no JSON. */
export function pendingAppend(append: Append, settle: PendingAppend['settle']): PendingAppend {
  const { streamId, expectedVersion } = append;
  if (append.events.length === 0) throw new RangeError('An append has at least one event.');
  mustBeWhole('version', expectedVersion, 0, highestVersion - append.events.length);
  // Half of a surrogate pair is stored as U+FFFD: the answer would name a stream that nobody asked about, and pass for "written".
  if (toUSVString(streamId) !== streamId) throw new TypeError('A stream id is well-formed text.');
  const stream = Buffer.from(streamId, 'utf8');
  const eventIds = append.events.map((event) => (event.eventId ?? randomUUID()).toLowerCase());
  const rows = append.events.map((event, index) => eventRow(stream, uuidBytes(eventIds[index]!), event));
  const commandId = (append.commandId ?? randomUUID()).toLowerCase();
  const commandIdBytes = uuidBytes(commandId);
  const { commandDigest } = append;
  if (commandDigest !== undefined && !digest.test(commandDigest)) throw new TypeError('A digest has 64 hexadecimal digits.');
  const bytes = rows.reduce((sum, row) => sum + row.data.length + row.metadata.length, 0);
  return { streamId, expectedVersion, commandId, commandIdBytes, commandDigest, firstEventId: eventIds[0]!, rows, bytes, settle };
}

function eventRow(streamId: Buffer, eventId: Buffer, event: NewEvent): EventRow {
  mustBeWhole('schema version', event.schemaVersion, 1, highestSchemaVersion);
  const occurred = event.occurredAt === undefined ? undefined : parseOccurredAt(event.occurredAt);
  const [data, metadata] = [jsonBytes(event.data), jsonBytes(event.metadata)];
  mustFit(event.type, data.length + metadata.length);
  return {
    streamId,
    type: Buffer.from(event.type, 'utf8'),
    schemaVersion: event.schemaVersion,
    eventId,
    occurredMs: occurred?.ms ?? null,
    dayOnly: occurred?.dayOnly ?? false,
    data,
    metadata,
  };
}

function mustFit(type: string, bytes: number): void {
  if (bytes <= mostEventBytes) return;
  const limit = `${mostEventBytes / 1_000} kB`;
  throw new DomainError('payload-too-large', `What would be kept of this (${type}) takes ${Math.ceil(bytes / 1_000)} kB of at most ${limit}.`);
}

function mustBeWhole(what: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new RangeError(`A ${what} is a whole number from ${from} to ${to}, not ${value}.`);
  }
}

function jsonBytes(value: unknown): Buffer {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError("An event's data and metadata are JSON.");
  return Buffer.from(json, 'utf8');
}

function uuidBytes(id: string): Buffer {
  if (!uuid.test(id)) throw new TypeError(`"${id}" is not a UUID.`);
  return Buffer.from(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24), 'hex');
}

/** The parameters of `event_log.append` for a batch, in its order. */
export function appendParameters(lane: number, batch: readonly PendingAppend[]): (Buffer | number)[] {
  const rows = batch.flatMap((append) => append.rows);
  const ofFirst = <Value>(value: (append: PendingAppend) => Value): (Value | null)[] =>
    batch.flatMap((append) => append.rows.map((_, index) => (index === 0 ? value(append) : null)));
  return [
    lane,
    binaryArray(textType, rows.map((row) => row.streamId)),
    binaryArray(int4Type, batch.flatMap((append) => append.rows.map(() => append.expectedVersion))),
    binaryArray(textType, rows.map((row) => row.type)),
    binaryArray(int2Type, rows.map((row) => row.schemaVersion)),
    binaryArray(uuidType, rows.map((row) => row.eventId)),
    binaryArray(uuidType, ofFirst((append) => append.commandIdBytes)),
    binaryArray(int4Type, ofFirst((append) => append.rows.length)),
    binaryArray(byteaType, ofFirst(({ commandDigest }) => (commandDigest === undefined ? null : Buffer.from(commandDigest, 'hex')))),
    binaryArray(timestampType, rows.map((row) => row.occurredMs)),
    binaryArray(booleanType, rows.map((row) => row.dayOnly)),
    binaryArray(jsonbType, rows.map((row) => row.data)),
    binaryArray(jsonbType, rows.map((row) => row.metadata)),
  ];
}
