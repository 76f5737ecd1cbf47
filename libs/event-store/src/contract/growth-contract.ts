// Growth: a reader hears of a commit soon, wherever it was made, and of nothing once it has stopped listening.
import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';

import type { EventLog } from '../event-log.js';
import type { Subject } from './log-under-test.js';
import { appendOf, newStream } from './log-under-test.js';

const soonMs = 5_000;

export function growthContract(subject: Subject): void {
  describe('growth', () => {
    it('is told for the lane of a commit of this process and of another', async () => {
      const listening = subject.log();
      for (const writing of [subject.log(), await subject.another()]) {
        const stream = newStream();
        const seen = seenThroughGrowth(listening, stream);
        await writing.append(appendOf(stream, 0));
        expect(await seen).toBe(true);
      }
    });

    it('is told now and then in any case', async () => {
      const log = subject.log();
      const told = new Set<number>();
      const stop = log.onGrowth((lane) => told.add(lane));
      const deadline = Date.now() + soonMs;
      while (told.size < log.lanes && Date.now() < deadline) await pause(50);
      stop();
      expect([...told].sort()).toEqual(Array.from({ length: log.lanes }, (_, lane) => lane));
    });

    it('is not told to those who stopped listening', async () => {
      const log = subject.log();
      let told = 0;
      const stop = log.onGrowth(() => (told += 1));
      stop();
      const before = told;
      await log.append(appendOf(newStream(), 0));
      await pause(1_200);
      expect(told).toBe(before);
    });
  });
}

/** Whether a reader that looks only when told sees the stream in time. */
function seenThroughGrowth(log: EventLog, stream: string): Promise<boolean> {
  const deadline = AbortSignal.timeout(soonMs);
  return new Promise((resolve) => {
    const stop = log.onGrowth((lane) => {
      void log.readLane(lane, 0n, 1_000).then((events) => {
        if (events.some((event) => event.streamId === stream)) finish(true);
      });
    });
    const finish = (seen: boolean): void => {
      stop();
      resolve(seen);
    };
    deadline.addEventListener('abort', () => finish(false));
  });
}
