import { afterEach, describe, expect, it } from '@jest/globals';

import { TextReader } from './text-reader.js';

/** Takes the thread for seconds. */
const slow = `Level One Hard: ${Array.from({ length: 4_800 }, (_, at) => `${at + 1}. ${`word${at} `.repeat(120)}`).join('\n')}`;
const small = 'Level One\nHard: 1. Saws straight.';
const aMinute = 60_000;

describe('a text behind a slow one', () => {
  let reader: TextReader;
  afterEach(() => reader.onApplicationShutdown());

  it('has the whole time for itself once it is its turn', async () => {
    reader = new TextReader({ waitMs: aMinute, readMs: 1_500 });
    const [first, second] = await Promise.allSettled([reader.preview(slow), reader.preview(small)]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'import-unreadable', message: expect.stringContaining('1.5 s') } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { levels: [{ names: ['One'] }] } });
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
