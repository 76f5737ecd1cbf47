import { createHash, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueOf, defineEvent, DomainError, type Decider, type EventsOf } from '@rung/event-sourcing';
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';
import { z } from 'zod';

import { createLogger } from '../observability/logger.js';
import { Commands, type CommandRun } from './commands.js';
import type { RequestContext } from './request-context.js';

const Noted = defineEvent('Noted', z.object({ text: z.string() }));
const notes = catalogueOf(Noted);
type NoteEvent = EventsOf<readonly [typeof Noted]>;
interface Note {
  readonly text: string;
}
const notebook: Decider<number, Note, NoteEvent> = {
  initial: 0,
  decide(command, count) {
    if (count >= 3) throw new DomainError('assessment-closed', 'The notebook is full.');
    return command.text === '' ? [] : [Noted({ text: command.text })];
  },
  evolve: (count) => count + 1,
};

let database: TestDatabase;
let log: EventLog;
let commands: Commands;
beforeAll(async () => {
  database = await postgresForTests();
  await database.pool.query(eventLogSql({ lanes: 1 }));
  const logger = createLogger({ level: 'silent', name: 'spec' });
  log = await createPostgresEventLog({ pool: database.pool, registry: new Registry(), logger });
  commands = new Commands(log, 'a secret of this spec, and only of it');
});
afterAll(async () => {
  await log?.close();
  await database?.drop();
});

const context: RequestContext = {
  actor: { subject: 'anna.petrova', personId: randomUUID(), roles: new Set() },
  correlationId: randomUUID(),
  receivedAt: '2026-03-02T09:41:17.000Z',
};

function note(streamId: string, text: string, more: Partial<CommandRun<number, Note, NoteEvent>> = {}): Promise<{ version: number }> {
  return commands.run({ streamId, decider: notebook, catalogue: notes, command: { text }, context, ...more });
}

describe('a command', () => {
  it('answers the version and leaves who and what for in the metadata', async () => {
    const stream = `note/${randomUUID()}`;
    expect(await note(stream, 'a')).toEqual({ version: 1 });
    expect(await note(stream, '')).toEqual({ version: 1 });
    const [event] = await log.readStream(stream);
    expect(event?.metadata).toEqual({ actor: context.actor.personId, correlationId: context.correlationId });
  });

  it('has one effect and one answer for a key', async () => {
    const stream = `note/${randomUUID()}`;
    const keyed = { context: { ...context, commandId: randomUUID() } };
    expect(await note(stream, 'a', keyed)).toEqual({ version: 1 });
    await note(stream, 'b');
    expect(await note(stream, 'a', keyed)).toEqual({ version: 1 });
    expect(await log.readStream(stream)).toHaveLength(2);
  });

  it('has its first answer again though it would be refused by now, or have nothing to do', async () => {
    const stream = `note/${randomUUID()}`;
    const keyed = { context: { ...context, commandId: randomUUID() } };
    await note(stream, 'a', keyed);
    await note(stream, 'b');
    expect(await note(stream, '', keyed)).toEqual({ version: 1 });
    await note(stream, 'c');
    await expect(note(stream, 'd')).rejects.toMatchObject({ code: 'assessment-closed' });
    expect(await note(stream, 'a', keyed)).toEqual({ version: 1 });
  });

  describe('whose stream moves between its look and its append', () => {
    const stream = `note/${randomUUID()}`;
    /** @param times how often another is faster. */
    const overtaken = (times: number) => {
      let left = times;
      const moving: EventLog = {
        ...log,
        readStream: async (streamId) => {
          const events = await log.readStream(streamId);
          left -= 1;
          const faster = { type: Noted.type, schemaVersion: 1, data: { text: 'faster' }, metadata: {} };
          if (left >= 0) await log.append({ streamId, expectedVersion: events.length, events: [faster] });
          return events;
        },
      };
      const patient: Decider<number, Note, NoteEvent> = { ...notebook, decide: ({ text }) => [Noted({ text })] };
      return (more: Partial<RequestContext> = {}) =>
        new Commands(moving, 'a secret of this spec, and only of it').run({ streamId: stream, decider: patient, catalogue: notes, command: { text: 'a' }, context: { ...context, ...more } });
    };

    it('is decided anew, four times at the most', async () => {
      expect(await overtaken(4)()).toEqual({ version: 5 });
      await expect(overtaken(5)()).rejects.toMatchObject({ name: 'VersionConflict', currentVersion: 10 });
    });

    it('is refused at once where the client named the version', async () => {
      await expect(overtaken(1)({ expectedVersion: 10 })).rejects.toMatchObject({ name: 'VersionConflict', expectedVersion: 10, currentVersion: 11 });
      expect(await log.readStream(stream)).toHaveLength(11);
    });
  });

  it('is not lost in silence when its key was used elsewhere', async () => {
    const keyed = { context: { ...context, commandId: randomUUID() } };
    await note(`note/${randomUUID()}`, 'a', keyed);
    const other = `note/${randomUUID()}`;
    await expect(note(other, 'a', keyed)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await log.readStream(other)).toEqual([]);
  });

  it('is not lost in silence when its key was used for another command of the same stream', async () => {
    const stream = `note/${randomUUID()}`;
    const keyed = { ...context, commandId: randomUUID() };
    await note(stream, 'a', { context: { ...keyed, requestDigest: 'of a' } });
    expect(await note(stream, 'a', { context: { ...keyed, requestDigest: 'of a' } })).toEqual({ version: 1 });
    const other = { ...keyed, requestDigest: 'of b' };
    await expect(note(stream, 'b', { context: other })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(commands.firstAnswer('note', other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('finds its first answer among those of its kind alone', async () => {
    const stream = `note/${randomUUID()}`;
    const keyed = { ...context, commandId: randomUUID(), requestDigest: 'of a' };
    expect(await commands.firstAnswer('note', keyed)).toBeUndefined();
    await note(stream, 'a', { context: keyed });
    expect(await commands.firstAnswer('note', keyed)).toMatchObject({ streamId: stream, version: 1 });
    await expect(commands.firstAnswer('plan', keyed)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await commands.firstAnswer('note', context)).toBeUndefined();
  });

  it('keeps no digest that another could make, and none at all of an anonymous request', async () => {
    const [commandId, anonymousId] = [randomUUID(), randomUUID()];
    const requestDigest = 'of a';
    await note(`note/${randomUUID()}`, 'a', { context: { ...context, commandId, requestDigest } });
    await note(`note/${randomUUID()}`, 'a', { context: { ...context, commandId: anonymousId, requestDigest }, anonymous: true });
    const kept = (await log.findCommand(commandId))?.commandDigest;
    expect(kept).toMatch(/^[0-9a-f]{64}$/);
    expect(kept).not.toBe(createHash('sha256').update(requestDigest).digest('hex'));
    expect(await log.findCommand(anonymousId)).not.toHaveProperty('commandDigest');
  });

  it('is refused at another version than the client named', async () => {
    const stream = `note/${randomUUID()}`;
    await note(stream, 'a');
    const stale = { context: { ...context, expectedVersion: 0 } };
    await expect(note(stream, 'b', stale)).rejects.toMatchObject({ name: 'VersionConflict', currentVersion: 1 });
  });

  it('that is anonymous leaves no author, no correlation and no time, whatever its stamp says', async () => {
    const stream = `note/${randomUUID()}`;
    const eventId = randomUUID();
    await note(stream, 'a', {
      anonymous: true,
      stamp: (event) => ({ ...event, eventId, occurredAt: '2026-03-02T09:41:17Z', metadata: { actor: 'x' } }),
    });
    const [event] = await log.readStream(stream);
    expect(event).toMatchObject({ eventId, metadata: {} });
    expect(event?.occurredAt).toBe('2026-03-02');
    const stored = await database.pool.query('select day_only from event_log.events where stream_id = $1', [stream]);
    expect(stored.rows).toEqual([{ day_only: true }]);
    const rows = await database.pool.query('select e::text as row from event_log.events e where stream_id = $1', [stream]);
    expect(JSON.stringify(rows.rows)).not.toMatch(new RegExp(`${context.actor.personId}|${context.correlationId}|anna`));
  });
});
