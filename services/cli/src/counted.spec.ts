import { expect, it } from '@jest/globals';

import { counted } from './counted.js';

it.each([
  [0, '0 events'],
  [1, '1 event'],
  [1n, '1 event'],
  [2n, '2 events'],
])('%s is told as "%s"', (events, told) => expect(counted(events)).toBe(told));
