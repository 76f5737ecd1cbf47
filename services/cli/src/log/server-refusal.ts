// What PostgreSQL and Kafka say of themselves when they cannot be had: no fault of the tool, and nothing that a stack explains.
import { isOutage } from '@rung/service-kit';

import { Refusal } from '../refusal.js';

/** SQLSTATEs of a database that has no log: no such table, no such schema. */
const noSuchThing = new Set(['42P01', '3F000']);

/** @returns undefined for what is no word of a server. */
export function serverRefusal(error: unknown): Refusal | undefined {
  const { name = '', code = '', message = '' } = (error ?? {}) as Partial<Record<'name' | 'code' | 'message', string>>;
  if (name.startsWith('KafkaJS')) return new Refusal('server-unreachable', [{ detail: `Kafka, at KAFKA_BROKERS: ${message}` }]);
  if (noSuchThing.has(code)) {
    return new Refusal('log-not-settled', [{ detail: 'The database has no log of Rung. Name the database of matrix or assessment, after its migrations have run.' }]);
  }
  return isOutage(error) ? new Refusal('server-unreachable', [{ detail: `PostgreSQL, at DATABASE_URL: ${message || 'it does not answer'}` }]) : undefined;
}
