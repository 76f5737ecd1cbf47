// A tiny aggregate for the runs that break things: it counts numbered commands, so that a lost or doubled one shows.
import { createHash } from 'node:crypto';

import { catalogueOf, defineEvent, type Decider, type EventsOf } from '@rung/event-sourcing';
import { execute, type EventLog } from '@rung/event-store';
import { z } from 'zod';

export const Counted = defineEvent('Counted', z.object({ number: z.int(), note: z.string() }));
export const tallyEvents = catalogueOf(Counted);
export type TallyEvent = EventsOf<[typeof Counted]>;

export interface Count {
  readonly number: number;
  readonly note: string;
}

const tally: Decider<number, Count, TallyEvent> = {
  initial: 0,
  decide: (count) => [Counted(count)],
  evolve: (state) => state + 1,
};

/** A UUID that follows from words: the same command has the same key in every process and after every restart. */
export function keyOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The command with a number, as a service would run it. @returns the version that its stream is at. */
export function count(log: EventLog, streamId: string, command: Count): Promise<{ version: number }> {
  return execute(log, { streamId, decider: tally, catalogue: tallyEvents, command, commandId: keyOf(`${streamId} ${command.number}`), metadata: {} });
}
