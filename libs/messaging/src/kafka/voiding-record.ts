// A voiding on the wire: a CloudEvent without a position, which who does not know it passes over and then refuses what follows.
import { voidingType } from '@rung/contracts';

import type { Voiding } from '../event-bus.js';
import { uuid, wholeNumber, type IncomingRecord, type OutgoingRecord } from './kafka-record.js';

export function toVoidingRecord({ id, topic, lane, after, epoch, reason }: Voiding, source: string, now: Date): OutgoingRecord {
  return {
    key: `${topic}/${lane}`,
    value: Buffer.from(JSON.stringify({ after: String(after), reason })),
    partition: lane,
    timestamp: String(now.getTime()),
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: source,
      ce_type: voidingType,
      ce_time: now.toISOString(),
      ce_lane: String(lane),
      ce_epoch: epoch,
    },
  };
}

export function isVoiding({ headers }: IncomingRecord): boolean {
  return headers?.['ce_type']?.toString() === voidingType;
}

/**
 * @returns undefined when it cannot be read, or names another lane than it lies in: who copies records between partitions takes back
 *   nothing of a lane that was not meant.
 */
export function voidingOf(topic: string, lane: number, { value, headers }: IncomingRecord): Voiding | undefined {
  try {
    const { after, reason } = JSON.parse(value?.toString('utf8') ?? '') as { after?: unknown; reason?: unknown };
    const [id = '', epoch, ownLane] = ['ce_id', 'ce_epoch', 'ce_lane'].map((name) => headers?.[name]?.toString());
    if (typeof after !== 'string' || !wholeNumber.test(after) || typeof reason !== 'string') return undefined;
    if (!uuid.test(id) || !epoch || ownLane !== String(lane)) return undefined;
    return { id, topic, lane, after: BigInt(after), epoch, reason };
  } catch {
    return undefined;
  }
}
