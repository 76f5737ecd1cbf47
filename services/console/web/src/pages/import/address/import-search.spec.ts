import { expect, it } from '@jest/globals';

import { importSearchOf } from './import-search.js';

it('an address says of an import a step that there is, and counts from one', () => {
  expect(importSearchOf({ step: 'anomalies', import: 'i', anomaly: 3, version: 0 })).toEqual({ step: 'anomalies', import: 'i', anomaly: 3 });
  expect(importSearchOf({ step: 'applied', anomaly: '3' })).toEqual({});
});
