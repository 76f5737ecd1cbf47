// What the contract suite needs of an adapter, and the events it writes.
import { randomUUID } from 'node:crypto';

import type { Append, EventLog, NewEvent } from '../event-log.js';

export interface LogUnderTest {
  /** A handle of its own on the same log, as another process would have it. Closed by `dispose`, if not before. */
  open(): Promise<EventLog>;
  dispose(): Promise<void>;
}

export type CreateLog = (options: { lanes: number }) => Promise<LogUnderTest>;

export const noted = (text: string, more: Partial<NewEvent> = {}): NewEvent => ({
  type: 'Noted',
  schemaVersion: 1,
  data: { text },
  metadata: {},
  ...more,
});

export const newStream = (): string => `note/${randomUUID()}`;

export const appendOf = (streamId: string, expectedVersion: number, more: Partial<Append> = {}): Append => ({
  streamId,
  expectedVersion,
  events: [noted('first')],
  ...more,
});

/** What a part of the contract is given: a fresh log for each test. */
export interface Subject {
  /** The first handle. */
  log(): EventLog;
  /** Another one, as of another process. */
  another(): Promise<EventLog>;
}
