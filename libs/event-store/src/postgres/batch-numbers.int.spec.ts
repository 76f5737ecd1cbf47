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

it.each([
  { sizes: [1, 1, 1], refused: false },
  { sizes: [3, 1, 2], refused: false },
  { sizes: [3, 3], refused: true },
  { sizes: [1, 1], refused: true },
])('each by itself: $sizes events of which one batch consists (with one that is refused: $refused)', async ({ sizes, refused }) => {
  const log = await underTest.open();
  const asked = sizes.map((size, index) => ({ stream: `${index}/${randomUUID()}`, size }));
  const appends = asked.map(({ stream, size }) => log.append(appendOf(stream, 0, { events: Array.from({ length: size }, (_, n) => noted(`${n}`)) })));
  const stale = refused ? log.append(appendOf(`0/stale-${randomUUID()}`, 7)) : undefined;
  const answers = await Promise.all([Promise.all(appends), stale?.then(() => 'taken', () => 'refused')]);
  expect(answers[1]).toBe(refused ? 'refused' : undefined);
  expect(answers[0].map(({ version }) => version)).toEqual(sizes);
  const stored = (await log.readLane(0, 0n, 10)).map(({ streamId, streamVersion, position }) => [streamId, streamVersion, Number(position)]);
  const expected = asked.flatMap(({ stream, size }) => Array.from({ length: size }, (_, n) => [stream, n + 1]));
  expect(stored).toEqual(expected.map((row, index) => [...row, index + 1]));
});
