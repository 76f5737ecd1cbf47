// What lies on a partition, as the client takes it and hands it over.
export interface OutgoingRecord {
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Record<string, string>;
  readonly partition: number;
  /** Milliseconds; the event's own, as a record must not tell the hour of an event that has but a day. */
  readonly timestamp: string;
}

export interface IncomingRecord {
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** What identifiers and positions look like in headers. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const wholeNumber = /^\d{1,18}$/;
