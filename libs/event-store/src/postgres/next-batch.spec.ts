import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

import { appendOf, noted } from '../contract/log-under-test.js';
import { takeBatch } from './next-batch.js';
import { pendingAppend, type PendingAppend } from './pending-append.js';

const nobody = { resolve: () => undefined, reject: () => undefined };
const pending = (stream: string, { commandId = randomUUID(), events = 1, bytes = 1 } = {}): PendingAppend =>
  pendingAppend(
    appendOf(stream, 0, { commandId, events: Array.from({ length: events }, () => noted('x'.repeat(bytes))) }),
    nobody,
  );
const streams = (appends: readonly PendingAppend[]) => appends.map((append) => append.streamId);

describe('The next batch', () => {
  it('takes what is queued, sorted by stream', () => {
    const { batch, rest } = takeBatch(['c', 'a', 'b'].map((stream) => pending(stream)));
    expect(streams(batch)).toEqual(['a', 'b', 'c']);
    expect(rest).toEqual([]);
  });

  it('takes one append of a stream and leaves the others in their order', () => {
    const queue = [pending('a'), pending('a'), pending('b'), pending('a')];
    const { batch, rest } = takeBatch(queue);
    expect(batch).toEqual([queue[0], queue[2]]);
    expect(rest).toEqual([queue[1], queue[3]]);
  });

  it('takes a command id once, and nothing past an append that waits for it on its stream', () => {
    const commandId = randomUUID();
    const queue = [pending('a', { commandId }), pending('b', { commandId }), pending('b')];
    const { batch, rest } = takeBatch(queue);
    expect(batch).toEqual([queue[0]]);
    expect(rest).toEqual([queue[1], queue[2]]);
  });

  it.each([
    ['500 events', { events: 200 }],
    ['8 MB', { events: 4, bytes: 768 * 1024 }],
  ])('takes no more than %s', (_, size) => {
    const queue = ['a', 'b', 'c', 'd'].map((stream) => pending(stream, size));
    const { batch, rest } = takeBatch(queue);
    expect([streams(batch), streams(rest)]).toEqual([['a', 'b'], ['c', 'd']]);
  });

  it('takes a single append that is larger than any batch, alone', () => {
    const queue = [pending('a', { events: 700 }), pending('b')];
    expect(streams(takeBatch(queue).batch)).toEqual(['a']);
    expect(streams(takeBatch(queue.toReversed()).batch)).toEqual(['b']);
  });
});
