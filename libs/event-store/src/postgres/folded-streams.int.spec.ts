// What is kept of a stream in one process, while others write to it, and after the log was restored.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogueOf, defineEvent, type Decider, type EventsOf } from '@rung/event-sourcing';
import { postgresForTests } from '@rung/testing';
import { z } from 'zod';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { newStream } from '../contract/log-under-test.js';
import { toNewEvents, type EventLog } from '../event-log.js';
import { execute } from '../execute.js';
import { FoldedStreams } from '../folded-streams.js';
import { openGate, raiseEpoch } from './epoch-gate.js';
import { logOn, type Database } from './postgres-log.fixture.js';

const Noted = defineEvent('Noted', z.object({ text: z.string() }));
const catalogue = catalogueOf(Noted);
type NoteEvent = EventsOf<readonly [typeof Noted]>;
const notebook: Decider<readonly string[], string, NoteEvent> = {
  initial: [],
  decide: (text) => [Noted({ text })],
  evolve: (texts, { data }) => [...texts, data.text],
};

describe('A folded stream', () => {
  let database: Database;
  let underTest: LogUnderTest;
  let log: EventLog;
  /** How many events each load read. */
  let reads: number[];
  let folded: FoldedStreams<readonly string[], NoteEvent>;
  const streamId = newStream();

  beforeEach(async () => {
    database = await postgresForTests();
    underTest = await logOn(database, { lanes: 1 });
    log = await underTest.open();
    reads = [];
    const readStream: EventLog['readStream'] = async (...asked) => {
      const events = await log.readStream(...asked);
      reads.push(events.length);
      return events;
    };
    folded = new FoldedStreams({ log: { readStream }, decider: notebook, catalogue, mostKept: 2 });
  });
  afterEach(() => underTest.dispose());

  const tell = async (...texts: string[]): Promise<void> => {
    const expectedVersion = (await log.readStream(streamId)).length;
    await log.append({ streamId, expectedVersion, events: toNewEvents(catalogue, texts.map((text) => Noted({ text })), {}) });
  };
  const loaded = async () => (await folded.load(streamId)).state.join('');

  it('is its first state before it begins', async () => {
    expect(await folded.load(streamId)).toEqual({ version: 0, state: [] });
    await tell('a');
    expect(await folded.load(streamId)).toEqual({ version: 1, state: ['a'] });
  });

  it('is read from its last known event on, whoever has written since', async () => {
    await tell(...'abc');
    expect(await loaded()).toBe('abc');
    const another = await underTest.open();
    await another.append({ streamId, expectedVersion: 3, events: toNewEvents(catalogue, [Noted({ text: 'd' })], {}) });
    expect(await loaded()).toBe('abcd');
    expect(await loaded()).toBe('abcd');
    expect(reads).toEqual([3, 2, 1]);
  });

  it('is decided on as it is by now, by two processes in turns that each keep it', async () => {
    const processes = [log, await underTest.open()].map((own) => {
      const kept = new FoldedStreams({ log: own, decider: notebook, catalogue, mostKept: 2 });
      return (command: string) => execute(own, { streamId, decider: notebook, catalogue, command, metadata: {}, load: () => kept.load(streamId) });
    });
    for (const text of 'abcdef') await Promise.all(processes.map((run) => run(text)));
    expect((await loaded()).replace(/(.)\1/g, '$1')).toBe('abcdef');
  });

  it.each([['shorter', 'xy'], ['as long', 'xyz'], ['longer', 'xyzw']])('is folded anew where another history is in its place, %s', async (_, history) => {
    await tell(...'abc');
    expect(await loaded()).toBe('abc');
    // As a backup that was restored and went on otherwise: of the same server, so of the same epoch.
    const restored = await logOn(await postgresForTests(), { lanes: 1 });
    try {
      const { epoch } = log;
      log = await restored.open();
      expect(log.epoch).toBe(epoch);
      await tell(...history);
      expect(await loaded()).toBe(history);
    } finally {
      await restored.dispose();
    }
  });

  it('is folded anew under another epoch', async () => {
    await tell(...'abc');
    await loaded();
    await raiseEpoch(database.pool);
    await openGate(database.pool);
    expect(await loaded()).toBe('abc');
    expect(await loaded()).toBe('abc');
    expect(reads).toEqual([3, 1, 3, 1]);
  });

  it('makes room for another, the one that was asked for longest ago first', async () => {
    await tell(...'abc');
    await loaded();
    const others = [newStream(), newStream()];
    for (const other of others) {
      await log.append({ streamId: other, expectedVersion: 0, events: toNewEvents(catalogue, [Noted({ text: 'o' })], {}) });
      await folded.load(other);
    }
    reads.length = 0;
    await loaded();
    expect(reads).toEqual([3]);
  });
});
