// The tail: dense positions in order of commit, so that a reader at its own pace never misses and never repeats.
import { describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { EventLog, RecordedEvent } from '../event-log.js';
import type { Subject } from './log-under-test.js';
import { appendOf, newStream, noted } from './log-under-test.js';

/** Of data at once: twice what a reader is meant to take. */
const largestRead = 16 * 1_024 * 1_024;
const writers = 16;
const appendsPerWriter = 40;

export function tailContract(subject: Subject): void {
  describe('the tail', () => {
    it('starts empty', async () => {
      const log = subject.log();
      expect(await log.heads()).toEqual(Array.from({ length: log.lanes }, () => 0n));
      expect(await log.readLane(0, 0n, 10)).toEqual([]);
    });

    it('is read in order, from any position, as far as asked', async () => {
      const log = subject.log();
      const stream = newStream();
      const { lane, position } = await log.append(appendOf(stream, 0, { events: [1, 2, 3, 4, 5].map((n) => noted(`${n}`)) }));
      expect(position).toBe(5n);
      expect((await log.heads())[lane]).toBe(5n);
      const texts = async (after: bigint, limit: number) =>
        (await log.readLane(lane, after, limit)).map((event) => (event.data as { text: string }).text);
      expect(await texts(0n, 10)).toEqual(['1', '2', '3', '4', '5']);
      expect(await texts(2n, 2)).toEqual(['3', '4']);
      expect(await texts(5n, 10)).toEqual([]);
    });

    it('is read unparsed as well: the same, with data as the JSON that is stored', async () => {
      const log = subject.log();
      const commandId = randomUUID();
      const { lane } = await log.append(appendOf(newStream(), 0, { commandId, events: [noted('one'), { ...noted('two'), occurredAt: '2026-11-22' }] }));
      const parsed = await log.readLane(lane, 0n, 10);
      const unparsed = await log.readSerializedLane(lane, 0n, 10);
      expect(unparsed.map(({ json, ...event }) => ({ ...event, data: JSON.parse(json) as unknown }))).toEqual(parsed);
      expect(unparsed.map(({ command }) => command?.id)).toEqual([commandId, undefined]);
      expect(await log.readSerializedLane(lane, 1n, 10)).toEqual(unparsed.slice(1));
    });

    it.each([
      ['that cannot be compressed', () => randomBytes(440_000).toString('hex')],
      ['that can be compressed', () => Array.from(randomBytes(140_000), (n) => `word${n % 64}`).join('')],
    ])('is read in pieces that fit into memory: large events %s', async (_, text) => {
      const log = subject.log();
      const stream = newStream();
      for (let n = 0; n < 40; n += 5) await log.append(appendOf(stream, n, { events: Array.from({ length: 5 }, () => noted(text())) }));
      const lane = (await log.heads()).findIndex((head) => head === 40n);
      let after = 0n;
      while (after < 40n) {
        const events = await log.readLane(lane, after, 500);
        expect(events.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(JSON.stringify(events.map(({ data }) => data)))).toBeLessThan(largestRead);
        after += BigInt(events.length);
      }
      expect(await log.readLane(lane, after, 500)).toEqual([]);
    });

    it('misses and repeats nothing under concurrent writers of several processes', async () => {
      const logs = [subject.log(), await subject.another(), await subject.another()];
      const reader = await subject.another();
      let writing = true;
      const tails = Array.from({ length: reader.lanes }, (_, lane) => follow(reader, lane, () => writing));

      const written = await Promise.all(Array.from({ length: writers }, (_, n) => write(logs[n % logs.length]!)));
      writing = false;
      const seen = (await Promise.all(tails)).flat();

      // Dense is asserted by the reader itself, page by page; nothing of what was acknowledged may be missing.
      const inLog = (event: { streamId: string; streamVersion: number }) => `${event.streamId} ${event.streamVersion}`;
      expect(seen.map(inLog).sort()).toEqual(written.flat().sort());
      const heads = await reader.heads();
      expect(heads.reduce((sum, head) => sum + head, 0n)).toBe(BigInt(seen.length));
      for (const stream of new Set(seen.map((event) => event.streamId))) {
        const ofStream = seen.filter((event) => event.streamId === stream);
        expect(ofStream.map((event) => event.streamVersion)).toEqual(ofStream.map((_, n) => n + 1));
        expect(new Set(ofStream.map((event) => event.lane)).size).toBe(1);
      }
    });
  });
}

/** A writer of a few streams; answers the names of the events that were acknowledged. */
async function write(log: EventLog): Promise<string[]> {
  const written: string[] = [];
  const streams = [newStream(), newStream(), newStream()];
  const versions = new Map<string, number>();
  for (let n = 0; n < appendsPerWriter; n += 1) {
    const stream = streams[n % streams.length]!;
    const before = versions.get(stream) ?? 0;
    const events = Array.from({ length: 1 + (n % 3) }, (_, k) => noted(`${k}`));
    const { version } = await log.append(appendOf(stream, before, { events }));
    for (let v = before + 1; v <= version; v += 1) written.push(`${stream} ${v}`);
    versions.set(stream, version);
    if (Math.random() < 0.3) await pause(Math.random() * 5);
  }
  return written;
}

/** Reads a lane by position until nothing is written any more and the tail is empty. */
async function follow(log: EventLog, lane: number, isWriting: () => boolean): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for (;;) {
    const last = !isWriting();
    const page = await log.readLane(lane, BigInt(seen.length), 50);
    page.forEach((event, n) => expect(event.position).toBe(BigInt(seen.length + n + 1)));
    seen.push(...page);
    if (last && page.length === 0) return seen;
    if (page.length === 0) await pause(1);
  }
}
