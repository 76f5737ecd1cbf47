// CloudEvents 1.0, Kafka binding, binary mode: what an event is travels in headers, its data is the record's value.
import type { EventMetadata, RecordedCommand, RecordedEvent, SerializedEvent } from '@rung/event-store';

import type { Voiding } from '../event-bus.js';
import { uuid, wholeNumber, type IncomingRecord, type OutgoingRecord } from './kafka-record.js';
import { isVoiding, voidingOf } from './voiding-record.js';

export type ReadRecord =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** An event whose data cannot be read; it keeps its place in the lane, with null for data. */
  | { readonly kind: 'unreadable'; readonly event: RecordedEvent }
  | { readonly kind: 'voiding'; readonly voiding: Voiding }
  /** None of ours: it has no place in the lane. */
  | { readonly kind: 'foreign' };

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
/** A null character in a JSON string: PostgreSQL stores none. */
const nullCharacter = /(^|[^\\])(\\\\)*\\u0000/;
const largest = { schemaVersion: 32_767, streamVersion: 2_147_483_647 };

/** `rung.assessment.events` → `/rung/assessment` */
export const sourceOf = (topic: string): string => `/${topic.replace(/\.events$/, '').replaceAll('.', '/')}`;

/** An event as a record of its lane's partition. */
export function toRecord(topic: string, event: RecordedEvent | SerializedEvent): OutgoingRecord {
  const isDay = dayOnly.test(event.occurredAt);
  const time = isDay ? `${event.occurredAt}T00:00:00Z` : event.occurredAt;
  return {
    key: event.streamId,
    value: Buffer.from('json' in event ? event.json : (JSON.stringify(event.data) ?? 'null')),
    partition: event.lane,
    timestamp: String(Date.parse(time)),
    headers: headersOf(sourceOf(topic), event, time, isDay),
  };
}

/** Assigned one by one: a backlog has millions of events, and this is half of what an event costs here. */
function headersOf(source: string, event: Omit<RecordedEvent, 'data'>, time: string, isDay: boolean): Record<string, string> {
  const { metadata, command } = event;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.eventId,
    ce_source: source,
    ce_type: event.type,
    ce_time: time,
    ce_subject: event.streamId,
    ce_streamversion: String(event.streamVersion),
    ce_schemaversion: String(event.schemaVersion),
    ce_lane: String(event.lane),
    ce_position: String(event.position),
    ce_epoch: event.epoch,
  };
  if (isDay) headers['ce_timeprecision'] = 'day';
  if (metadata.correlationId !== undefined) headers['ce_correlationid'] = metadata.correlationId;
  if (metadata.causationId !== undefined) headers['ce_causationid'] = metadata.causationId;
  if (metadata.actor !== undefined) headers['ce_actor'] = metadata.actor;
  if (command !== undefined) {
    // The idempotency record travels along, so that a log that lost an event gets both back.
    headers['ce_commandid'] = command.id;
    headers['ce_commandsize'] = String(command.size);
    if (command.digest !== undefined) headers['ce_commanddigest'] = command.digest;
  }
  return headers;
}

/** What a record of a partition holds. Never throws: a topic may hold what others wrote by mistake. */
export function fromRecord(topic: string, partition: number, record: IncomingRecord): ReadRecord {
  if (isVoiding(record)) {
    const voiding = voidingOf(topic, partition, record);
    return voiding === undefined ? { kind: 'foreign' } : { kind: 'voiding', voiding };
  }
  const envelope = envelopeOf(partition, record);
  if (envelope === undefined) return { kind: 'foreign' };
  const text = record.value?.toString('utf8') ?? '';
  try {
    if (nullCharacter.test(text)) return { kind: 'unreadable', event: { ...envelope, data: null } };
    return { kind: 'event', event: { ...envelope, data: JSON.parse(text) as unknown } };
  } catch {
    return { kind: 'unreadable', event: { ...envelope, data: null } };
  }
}

function envelopeOf(partition: number, record: IncomingRecord): Omit<RecordedEvent, 'data'> | undefined {
  const header = (name: string): string | undefined => {
    const value = record.headers?.[name];
    const text = value === undefined || Array.isArray(value) ? undefined : value.toString();
    return text?.includes('\0') === true ? undefined : text; // nor is one stored in a text
  };
  const numbered = (name: string, limit: number): number | undefined => {
    const text = header(name) ?? '';
    return wholeNumber.test(text) && Number(text) <= limit ? Number(text) : undefined;
  };
  const [eventId, streamId, type, time, epoch] = ['ce_id', 'ce_subject', 'ce_type', 'ce_time', 'ce_epoch'].map(header);
  const position = header('ce_position') ?? '';
  const streamVersion = numbered('ce_streamversion', largest.streamVersion);
  const schemaVersion = numbered('ce_schemaversion', largest.schemaVersion);
  const isWhole = uuid.test(eventId ?? '') && wholeNumber.test(position) && header('ce_lane') === String(partition);
  if (!isWhole || !eventId || !streamId || !type || !time || !epoch) return undefined;
  if (streamVersion === undefined || schemaVersion === undefined) return undefined;
  return {
    lane: partition,
    position: BigInt(position),
    streamId,
    streamVersion,
    type,
    schemaVersion,
    eventId,
    occurredAt: header('ce_timeprecision') === 'day' ? time.slice(0, 10) : time,
    metadata: metadataOf(header),
    epoch,
    ...commandOf(header),
  };
}

function commandOf(header: (name: string) => string | undefined): { command?: RecordedCommand } {
  const [id, size, digest] = ['ce_commandid', 'ce_commandsize', 'ce_commanddigest'].map(header);
  if (id === undefined || !uuid.test(id) || size === undefined || !wholeNumber.test(size)) return {};
  return { command: { id, size: Number(size), ...(digest !== undefined && { digest }) } };
}

function metadataOf(header: (name: string) => string | undefined): EventMetadata {
  const [correlationId, causationId, actor] = ['ce_correlationid', 'ce_causationid', 'ce_actor'].map(header);
  return {
    ...(correlationId !== undefined && { correlationId }),
    ...(causationId !== undefined && { causationId }),
    ...(actor !== undefined && { actor }),
  };
}
