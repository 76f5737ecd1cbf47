// How the appends of one batch are numbered.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, noted } from '../contract/log-under-test.js';
import { logOn } from './postgres-log.fixture.js';

let underTest: LogUnderTest;
beforeEach(async () => {
  underTest = await logOn(await postgresForTests(), { lanes: 1 });
});
afterEach(() => underTest.dispose());

it('each by itself, beside one that is refused', async () => {
  const log = await underTest.open();
  const [one, stale, other] = ['a', 'b', 'c'].map((name) => `${name}/${randomUUID()}`) as [string, string, string];
  const three = (stream: string) => appendOf(stream, 0, { events: [noted('1'), noted('2'), noted('3')] });
  const appends = [log.append(three(one)), log.append(appendOf(stale, 7)), log.append(three(other))];
  expect((await Promise.allSettled(appends)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const stored = (await log.readLane(0, 0n, 10)).map(({ streamId, streamVersion, position }) => [streamId, streamVersion, Number(position)]);
  expect(stored).toEqual([[one, 1, 1], [one, 2, 2], [one, 3, 3], [other, 1, 4], [other, 2, 5], [other, 3, 6]]);
});
