import { expect, it } from '@jest/globals';

import { TopicWatch } from './topic-watch.js';

it('takes no lane for shorter that was handing over while another one asked', async () => {
  const ends = new Map([0, 1].map((lane) => [lane, { from: 0n, to: 5n }]));
  const none = () => Promise.resolve();
  const watch = new TopicWatch({ ends: () => Promise.resolve(ends), read: none, mustKeepAll: none, void: none }, 0);
  for (const lane of ends.keys()) watch.seen(lane, 5n);
  ends.set(1, { from: 0n, to: 8n }); // lies there, and is not told yet
  expect(await watch.isAsLeft(0)).toBe(true);
  watch.handedOver(1, 3);
  expect(await watch.isAsLeft(1)).toBe(true);
  ends.set(1, { from: 0n, to: 7n });
  expect(await watch.isAsLeft(1)).toBe(false);
});
