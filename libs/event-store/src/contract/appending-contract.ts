// Streams: versions without gaps, optimistic checks, what goes in comes out.
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

import { VersionConflict, type Append, type NewEvent } from '../event-log.js';
import type { Subject } from './log-under-test.js';
import { appendOf, newStream, noted } from './log-under-test.js';

export function appendingContract(subject: Subject, lanes: number): void {
  describe('appending', () => {
    it('numbers the events of a stream from 1 without gaps', async () => {
      const log = subject.log();
      const stream = newStream();
      const first = await log.append(appendOf(stream, 0, { events: [noted('a'), noted('b')] }));
      const second = await log.append(appendOf(stream, 2, { events: [noted('c')] }));

      expect([first.version, second.version]).toEqual([2, 3]);
      expect([first.repeated, second.repeated]).toEqual([false, false]);
      const events = await log.readStream(stream);
      expect(events.map((event) => event.streamVersion)).toEqual([1, 2, 3]);
      expect(events.map((event) => event.data)).toEqual([{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
      expect(events.at(-1)).toMatchObject({ lane: second.lane, position: second.position });
      expect((await log.readStream(stream, 2)).map((event) => event.streamVersion)).toEqual([3]);
    });

    it('gives back what it was given', async () => {
      const log = subject.log();
      const stream = newStream();
      const given: NewEvent = {
        type: 'Прочитано',
        schemaVersion: 7,
        eventId: randomUUID(),
        occurredAt: '2026-11-22T10:20:30.456Z',
        data: { text: 'ё "quoted" \\ \n 🧗', list: [1, 2.5, null, true], nested: { empty: {} } },
        metadata: { correlationId: 'c-1', causationId: 'c-0', actor: randomUUID() },
      };
      await log.append(appendOf(stream, 0, { events: [given] }));
      const [event] = await log.readStream(stream);
      expect(event).toMatchObject({ ...given, streamId: stream, streamVersion: 1, epoch: log.epoch });
      expect(event!.lane).toBeGreaterThanOrEqual(0);
      expect(event!.lane).toBeLessThan(lanes);
    });

    it('keeps a day as the day and nothing more', async () => {
      const log = subject.log();
      const stream = newStream();
      await log.append(appendOf(stream, 0, { events: [noted('a', { occurredAt: '2026-11-22' })] }));
      expect((await log.readStream(stream))[0]!.occurredAt).toBe('2026-11-22');
    });

    it('draws an id and takes the time of its own clock where none are given', async () => {
      const log = subject.log();
      const stream = newStream();
      await log.append(appendOf(stream, 0, { events: [noted('a'), noted('b')] }));
      const [one, other] = await log.readStream(stream);
      expect(one!.eventId).not.toBe(other!.eventId);
      expect(Math.abs(Date.parse(one!.occurredAt) - Date.now())).toBeLessThan(60_000);
    });

    it.each([0, 1, 3])('refuses a stream at version 2 that is expected at %i, and stores nothing', async (expected) => {
      const log = subject.log();
      const stream = newStream();
      await log.append(appendOf(stream, 0, { events: [noted('a'), noted('b')] }));
      const refused = log.append(appendOf(stream, expected));
      await expect(refused).rejects.toBeInstanceOf(VersionConflict);
      await expect(refused).rejects.toMatchObject({ streamId: stream, expectedVersion: expected, currentVersion: 2 });
      expect(await log.readStream(stream)).toHaveLength(2);
    });

    it('lets one of many writers of the same version win', async () => {
      const logs = [subject.log(), await subject.another(), await subject.another()];
      const stream = newStream();
      const tries = Array.from({ length: 30 }, (_, n) => logs[n % logs.length]!.append(appendOf(stream, 0)));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ currentVersion: 1 });
      }
      expect(await subject.log().readStream(stream)).toHaveLength(1);
    });

    it('takes appends to one stream in the order of the calls', async () => {
      const log = subject.log();
      const stream = newStream();
      const calls = Array.from({ length: 20 }, (_, n) => log.append(appendOf(stream, n, { events: [noted(`${n}`)] })));
      expect((await Promise.all(calls)).map((answer) => answer.version)).toEqual(calls.map((_, n) => n + 1));
    });

    it('stores an append that is larger than a batch', async () => {
      const log = subject.log();
      const stream = newStream();
      const events = Array.from({ length: 1_234 }, (_, n) => noted(`${n}`));
      await Promise.all([log.append(appendOf(stream, 0, { events })), log.append(appendOf(newStream(), 0))]);
      expect((await log.readStream(stream)).map((event) => event.data)).toEqual(events.map((event) => event.data));
    });

    it('refuses at once what no log could store', async () => {
      const log = subject.log();
      const malformed: Record<string, Partial<Append>> = {
        'no events': { events: [] },
        'a digest of another length': { commandId: randomUUID(), commandDigest: 'a1' },
        'a stream id with half of a surrogate pair': { streamId: 'plan/\ud800' }, // it would be stored as another one
        'a version below 0': { expectedVersion: -1 },
        'half a version': { expectedVersion: 0.5 },
        'a command id that is no UUID': { commandId: 'again' },
        'an event id that is no UUID': { events: [noted('a', { eventId: 'one' })] },
        'a schema version of 0': { events: [noted('a', { schemaVersion: 0 })] },
        'a day that does not exist': { events: [noted('a', { occurredAt: '2026-02-30' })] },
        'a time without an offset': { events: [noted('a', { occurredAt: '2026-02-03T10:00:00' })] },
        'data that is no JSON': { events: [noted('a', { data: undefined })] },
      };
      const accepted: string[] = [];
      for (const [what, wrong] of Object.entries(malformed)) {
        await log.append({ ...appendOf(newStream(), 0), ...wrong }).then(
          () => accepted.push(what),
          () => undefined,
        );
      }
      expect(accepted).toEqual([]);
      expect((await log.heads()).every((head) => head === 0n)).toBe(true);
    });

    it('refuses an event that no broker would take, and takes one that fits', async () => {
      const log = subject.log();
      const holding = (bytes: number): Append => appendOf(newStream(), 0, { events: [noted('fine'), noted('é'.repeat(bytes / 2))] });
      await expect(log.append(holding(900_000))).rejects.toMatchObject({ name: 'DomainError', code: 'payload-too-large' });
      expect((await log.heads()).every((head) => head === 0n)).toBe(true);
      expect(await log.append(holding(899_900))).toMatchObject({ version: 2 });
    });

    it('knows nothing of a stream that was never written', async () => {
      expect(await subject.log().readStream(newStream())).toEqual([]);
    });

    it('finishes what is queued when it closes, and takes nothing more', async () => {
      const log = await subject.another();
      const streams = Array.from({ length: 50 }, newStream);
      const queued = streams.map((stream) => log.append(appendOf(stream, 0)));
      await log.close();
      expect(await Promise.all(queued)).toHaveLength(50);
      await expect(log.append(appendOf(newStream(), 0))).rejects.toBeInstanceOf(Error);
      for (const stream of streams) expect(await subject.log().readStream(stream)).toHaveLength(1);
    });
  });
}
