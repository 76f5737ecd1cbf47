import { describe, expect, it } from '@jest/globals';
import { catalogueOf, defineEvent, type Decider, type EventsOf } from '@rung/event-sourcing';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { AnsweredCommand, EventLog } from './event-log.js';
import { execute } from './execute.js';

const Noted = defineEvent('Noted', z.object({ text: z.string() }));
const catalogue = catalogueOf(Noted);
type NoteEvent = EventsOf<readonly [typeof Noted]>;
const notebook: Decider<number, string, NoteEvent> = { initial: 0, decide: (text) => [Noted({ text })], evolve: (count) => count + 1 };

const streamId = 'note/asked';
const commandDigest = 'a1'.repeat(32);

/** A log in which another answers the key after `execute` has looked for it. No real one can be made to lose this race at will. */
function logWhere(first: AnsweredCommand): EventLog {
  const log: Pick<EventLog, 'findCommand' | 'readStream' | 'append'> = {
    findCommand: async () => undefined,
    readStream: async () => [],
    append: async () => ({ ...first, lane: 0, position: 1n, repeated: true }),
  };
  return log as EventLog;
}

const executed = (first: AnsweredCommand) =>
  execute(logWhere(first), { streamId, decider: notebook, catalogue, command: 'a', commandId: randomUUID(), commandDigest, metadata: {} });

describe('a command whose key is answered between the look and the append', () => {
  it('gets the answer of its own retry', async () => {
    expect(await executed({ streamId, version: 3, commandDigest })).toEqual({ version: 3 });
    expect(await executed({ streamId, version: 3 })).toEqual({ version: 3 });
  });

  it.each([
    ['another stream', { streamId: 'note/another', version: 3, commandDigest }],
    ['another command', { streamId, version: 3, commandDigest: 'b2'.repeat(32) }],
  ])('is refused where that was for %s', async (_, first) => {
    await expect(executed(first)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });
});
