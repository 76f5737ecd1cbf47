// What a batch is parted into, to be taken one after the other.
import type { RecordedEvent } from '@rung/event-store';

import type { Voiding } from '../event-bus.js';
import type { ReadRecord } from './cloud-event.js';

export type Piece = { readonly resume: string } & ({ readonly events: RecordedEvent[] } | { readonly voiding: Voiding });

/** The events between voidings, as what comes after one may have the positions of what came before. */
export function piecesOf(read: readonly (ReadRecord & { offset: string })[], next: string): Piece[] {
  const pieces: Piece[] = [];
  let events: RecordedEvent[] = [];
  const close = (resume: string): void => {
    if (events.length > 0) pieces.push({ events, resume });
    events = [];
  };
  for (const record of read) {
    if (record.kind === 'voiding') {
      close(record.offset);
      pieces.push({ voiding: record.voiding, resume: String(BigInt(record.offset) + 1n) });
    } else if (record.kind !== 'foreign') events.push(record.event);
  }
  close(next);
  return pieces;
}
