import { afterEach, describe, expect, it } from '@jest/globals';

import { TextReader } from './text-reader.js';

const textOf = (statements: number): string =>
  `Level One Hard: ${Array.from({ length: statements }, (_, at) => `${at + 1}. ${`word${at} `.repeat(120)}`).join('\n')}`;
/** Takes the thread for seconds. */
const slow = textOf(4_800);
const small = 'Level One\nHard: 1. Saws straight.';
const aMinute = 60_000;

describe('a text behind a slow one', () => {
  let reader: TextReader;
  afterEach(() => reader.onApplicationShutdown());

  it('has the whole time for itself once it is its turn', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: aMinute });
    const middling = textOf(1_600);
    const before = performance.now();
    await reader.preview(middling);
    const withStartMs = performance.now() - before;
    await reader.onApplicationShutdown();

    // Twelve need more than this together, and each by itself a third of it at most.
    reader = new TextReader({ waitMs: aMinute, readMs: Math.ceil(3 * withStartMs) });
    const texts = await Promise.all(Array.from({ length: 12 }, () => reader.preview(middling)));
    expect(texts.every(({ levels }) => levels.length === 1)).toBe(true);
  });

  it('is read by a new thread after one that took too long', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: 1 });
    await expect(reader.preview(slow)).rejects.toMatchObject({ code: 'import-unreadable', message: expect.stringContaining('0.001 s') });
  });

  it('is told to come again when it waited for long, and not that it is at fault', async () => {
    reader = new TextReader({ waitMs: 20, readMs: aMinute });
    const [first, second] = await Promise.allSettled([reader.preview(slow), reader.preview(small)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', details: { retryAfterSeconds: 30 } } });
    expect((await reader.preview(small)).levels).toHaveLength(1);
  });

  it('is told to come again when many wait already', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: aMinute });
    const texts = await Promise.allSettled(Array.from({ length: 22 }, () => reader.preview(small)));
    const refused = texts.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'unavailable', details: { retryAfterSeconds: 5 } } }]);
  });
});
