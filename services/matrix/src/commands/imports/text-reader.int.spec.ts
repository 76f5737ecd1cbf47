import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { TextReader } from './text-reader.js';

const textOf = (statements: number): string =>
  `Level One Hard: ${Array.from({ length: statements }, (_, at) => `${at + 1}. ${`word${at} `.repeat(120)}`).join('\n')}`;
/** Takes the thread for seconds. */
const slow = textOf(4_800);
const small = 'Level One\nHard: 1. Saws straight.';
const file = (text: string) => ({ bytes: Buffer.from(text) });
const aMinute = 60_000;

describe('a text behind a slow one', () => {
  let reader: TextReader;
  afterEach(async () => {
    jest.restoreAllMocks();
    await reader.onApplicationShutdown();
  });

  it('has the whole time for itself once it is its turn', async () => {
    // Each clock runs out when the test says so.
    const clocks: AbortController[] = [];
    jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      clocks.push(new AbortController());
      return clocks.at(-1)!.signal;
    });
    reader = new TextReader({ waitMs: aMinute, readMs: 5_000 });
    const [first, ...behind] = [slow, small, small].map((text) => reader.preview(file(text)));
    await new Promise(setImmediate);
    expect(clocks).toHaveLength(1);
    clocks[0]!.abort();
    await expect(first).rejects.toMatchObject({ code: 'import-unreadable', message: expect.stringContaining('more than 5 s') });
    expect((await Promise.all(behind)).map(({ preview }) => preview.levels.length)).toEqual([1, 1]);
    expect(clocks).toHaveLength(3);
  });

  it('is read by a new thread after one that took too long', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: 1 });
    await expect(reader.preview(file(slow))).rejects.toMatchObject({ code: 'import-unreadable', message: expect.stringContaining('0.001 s') });
  });

  it('is told to come again when it waited for long, and not that it is at fault', async () => {
    reader = new TextReader({ waitMs: 20, readMs: aMinute });
    const [first, second] = await Promise.allSettled([reader.preview(file(slow)), reader.preview(file(small))]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', details: { retryAfterSeconds: 30 } } });
    expect((await reader.preview(file(small))).preview.levels).toHaveLength(1);
  });

  it('is told to come again when many wait already', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: aMinute });
    const texts = await Promise.allSettled(Array.from({ length: 22 }, () => reader.preview(file(small))));
    const refused = texts.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'unavailable', details: { retryAfterSeconds: 5 } } }]);
  });

  it('is told to come again when what waits already is large, as all of it is held in memory', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: aMinute });
    const large = file(`{"a": "${'x'.repeat(15 * 1024 * 1024)}"}`);
    const files = await Promise.allSettled(Array.from({ length: 9 }, () => reader.preview(large)));
    expect(files.filter(({ status, ...told }) => status === 'rejected' && 'reason' in told && (told.reason as { code: string }).code === 'unavailable')).toHaveLength(2);
    expect((await reader.preview(file(small))).preview.levels).toHaveLength(1);
  });
});
