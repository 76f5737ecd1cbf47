import type { RecordedEvent } from '@rung/event-store';

/** How large an event's data are as JSON. */
export const dataBytes = ({ data }: RecordedEvent): number => Buffer.byteLength(JSON.stringify(data) ?? 'null');
