// Idempotency: a command id has one effect and one answer, for ever; and what cannot be stored fails alone.
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

import type { Subject } from './log-under-test.js';
import { appendOf, newStream, noted } from './log-under-test.js';

export function commandContract(subject: Subject): void {
  describe('a command id', () => {
    it('gets its first answer again, though the stream has moved on', async () => {
      const log = subject.log();
      const stream = newStream();
      const commandId = randomUUID();
      const asked = appendOf(stream, 0, { commandId, events: [noted('a'), noted('b')] });
      const first = await log.append(asked);
      await log.append(appendOf(stream, 2));

      const again = await (await subject.another()).append(asked);
      expect(again).toEqual({ ...first, repeated: true });
      expect(await log.readStream(stream)).toHaveLength(3);
      expect(await log.findCommand(commandId)).toEqual({ streamId: stream, version: 2 });
    });

    it('gets its first answer again, whatever version and stream the retry names', async () => {
      const log = subject.log();
      const commandId = randomUUID();
      const first = await log.append(appendOf(newStream(), 0, { commandId }));
      for (const retry of [appendOf(newStream(), 0), appendOf(newStream(), 9)]) {
        expect(await log.append({ ...retry, commandId })).toEqual({ ...first, repeated: true });
        expect(await log.readStream(retry.streamId)).toEqual([]);
      }
    });

    it('keeps the digest of what was asked under it, and gives that of the first', async () => {
      const log = subject.log();
      const commandId = randomUUID();
      const [digest, other] = ['a1'.repeat(32), 'b2'.repeat(32)];
      const asked = appendOf(newStream(), 0, { commandId, commandDigest: digest });
      const first = await log.append(asked);
      expect(first.commandDigest).toBe(digest);
      expect(await log.append({ ...asked, commandDigest: other })).toEqual({ ...first, repeated: true });
      expect(await log.findCommand(commandId)).toEqual({ streamId: asked.streamId, version: 1, commandDigest: digest });
    });

    it('has one effect when it comes many times at once, from several processes', async () => {
      const logs = [subject.log(), await subject.another(), await subject.another()];
      for (let round = 0; round < 10; round += 1) {
        const asked = appendOf(newStream(), 0, { commandId: randomUUID() });
        const tries = Array.from({ length: 12 }, (_, n) => logs[n % logs.length]!.append(asked));
        const answers = await Promise.all(tries);
        expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
        expect(new Set(answers.map(({ version, position }) => `${version} ${position}`)).size).toBe(1);
        expect(await subject.log().readStream(asked.streamId)).toHaveLength(1);
      }
    });

    it('has one effect when it comes at once for different streams', async () => {
      const logs = [subject.log(), await subject.another()];
      for (let round = 0; round < 10; round += 1) {
        const commandId = randomUUID();
        const streams = Array.from({ length: 8 }, newStream);
        const answers = await Promise.all(
          streams.map((stream, n) => logs[n % logs.length]!.append(appendOf(stream, 0, { commandId }))),
        );
        expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
        const stored = await Promise.all(streams.map((stream) => subject.log().readStream(stream)));
        expect(stored.flat()).toHaveLength(1);
        expect(new Set(answers.map(({ streamId }) => streamId))).toEqual(new Set([stored.flat()[0]!.streamId]));
      }
    });

    it('is unknown until it was answered; a refused one stays unknown', async () => {
      const log = subject.log();
      const commandId = randomUUID();
      await expect(log.append(appendOf(newStream(), 5, { commandId }))).rejects.toBeInstanceOf(Error);
      expect(await log.findCommand(commandId)).toBeUndefined();
      expect((await log.append(appendOf(newStream(), 0, { commandId }))).repeated).toBe(false);
    });
  });

  describe('an append that meets others', () => {
    it('fails alone when it conflicts or cannot be stored', async () => {
      const log = subject.log();
      const taken = newStream();
      await log.append(appendOf(taken, 0));
      const appends = Array.from({ length: 40 }, (_, n) => {
        if (n % 10 === 3) return appendOf(newStream(), 0, { events: [noted('fine'), noted('not \u0000 storable')] });
        if (n % 10 === 7) return appendOf(taken, 0);
        return appendOf(newStream(), 0);
      });
      const outcomes = await Promise.allSettled(appends.map((append) => log.append(append)));
      // A store that can keep the character may; what it refuses, it refuses whole, and nothing else with it.
      for (const [n, outcome] of outcomes.entries()) {
        const stored = await log.readStream(appends[n]!.streamId);
        if (n % 10 === 7) expect(outcome.status).toBe('rejected');
        else if (n % 10 !== 3) expect(outcome.status).toBe('fulfilled');
        else expect(stored).toHaveLength(outcome.status === 'fulfilled' ? 2 : 0);
      }
      expect(await log.readStream(taken)).toHaveLength(1);
    });
  });
}
