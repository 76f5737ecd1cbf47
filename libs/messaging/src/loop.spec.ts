import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { silentLogger } from './logger.js';
import { startLoop, type StepOutcome } from './loop.js';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};
/** Steps that come to these ends, one after the other, and are idle from then on. */
const script = (...ends: (StepOutcome | Error)[]) => {
  const seen = { steps: 0 };
  const step = () => {
    const end = ends[seen.steps] ?? 'idle';
    seen.steps += 1;
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
  };
  return { seen, step };
};
const long = 60_000;

// Time passes when a test says so, however slow the machine is; turns of the event loop are real.
beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

describe('a loop', () => {
  it('goes on at once while there is more, then waits to be woken', async () => {
    const { seen, step } = script('more', 'more', 'idle');
    const loop = startLoop({ name: 'spec', step, logger: silentLogger, idleMs: long });
    await turns(5);
    expect(seen.steps).toBe(3);
    loop.wake();
    await turns(5);
    expect(seen.steps).toBe(4);
    await loop.stop();
  });

  it('waits for more after the last, and looks again unwoken', async () => {
    const { seen, step } = script('last', 'idle');
    const loop = startLoop({ name: 'spec', step, logger: silentLogger, idleMs: long });
    await turns(5);
    expect(seen.steps).toBe(1);
    await jest.advanceTimersByTimeAsync(100);
    expect(seen.steps).toBe(2);
    await loop.stop();
  });

  it('does not wait for more after the last once it is woken', async () => {
    const { seen, step } = script('last', 'last', 'last');
    const loop = startLoop({ name: 'spec', step, logger: silentLogger, idleMs: long });
    await turns(5);
    loop.wake();
    await turns(5);
    expect(seen.steps).toBe(2);
    await loop.stop();
  });

  it('does not sleep over a wake-up that comes during a step', async () => {
    let steps = 0;
    const step = async (): Promise<StepOutcome> => {
      steps += 1;
      if (steps === 1) loop.wake();
      await Promise.resolve();
      return 'idle';
    };
    const loop = startLoop({ name: 'spec', step: () => Promise.resolve().then(step), logger: silentLogger, idleMs: long });
    await turns(5);
    expect(steps).toBe(2);
    await loop.stop();
  });

  it('is not hurried while another has the work', async () => {
    const { seen, step } = script('elsewhere');
    const loop = startLoop({ name: 'spec', step, logger: silentLogger, idleMs: long });
    await turns(3);
    loop.wake();
    await turns(5);
    expect(seen.steps).toBe(1);
    await loop.stop();
  });

  it('tells once that it fails and once that it goes on', async () => {
    const told: string[] = [];
    const logger = { ...silentLogger, info: (_: object, text = '') => told.push(text), warn: (_: object, text = '') => told.push(text) };
    const { seen, step } = script(new Error('a'), new Error('b'), new Error('c'), 'more', 'idle');
    const loop = startLoop({ name: 'spec', step, logger, idleMs: long, firstBackoffMs: 1, lastBackoffMs: 2 });
    await jest.advanceTimersByTimeAsync(1 + 2 + 2);
    expect(seen.steps).toBe(5);
    expect(told).toEqual(['fails; keeps trying', 'goes on again']);
    await loop.stop();
  });

  it('holds it for an error that it goes on failing', async () => {
    const told: string[] = [];
    const tell = (level: string) => (_: object, text = '') => told.push(`${level} ${text}`);
    const logger = { info: tell('info'), warn: tell('warn'), error: tell('error') };
    const ends = Array.from({ length: 6 }, () => new Error('away'));
    const { seen, step } = script(...ends, 'idle');
    const loop = startLoop({ name: 'spec', step, logger, idleMs: long, firstBackoffMs: 4, lastBackoffMs: 4, lastingMs: 10 });
    await jest.advanceTimersByTimeAsync(6 * 4);
    await loop.stop();
    expect(seen.steps).toBe(7);
    // at the failures after 12 ms, and none sooner than 10 ms after that
    expect(told).toEqual(['warn fails; keeps trying', 'error fails; keeps trying', 'info goes on again']);
  });

  it('ends after the step in hand, also out of its sleep', async () => {
    let finish: () => void = () => undefined;
    let finished = false;
    const step = async (): Promise<StepOutcome> => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      finished = true;
      return 'idle';
    };
    const loop = startLoop({ name: 'spec', step, logger: silentLogger, idleMs: long });
    await turns(1);
    const stopped = loop.stop();
    finish();
    await stopped;
    expect(finished).toBe(true);
  });
});
