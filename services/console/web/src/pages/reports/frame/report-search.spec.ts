import { describe, expect, it } from '@jest/globals';

import { heatmapSearch, reportSearch } from './report-search.js';

const cycle = '536c64d8-a44d-57da-95d0-9fb085985b60';

describe('what an address says of a report', () => {
  it('is taken as it is', () => {
    expect(heatmapSearch({ cycle, unit: 'platform', show: 'table', group: 'soft', order: 'weakest', part: 'own.web' })).toEqual({ cycle, unit: 'platform', show: 'table', group: 'soft', order: 'weakest', part: 'own.web' });
  });

  it('is left out where it can be nothing', () => {
    const { cycle: none, unit, show } = reportSearch({ cycle: 'latest', unit: '', show: 'pie', other: 1 });
    expect([none, unit, show]).toEqual([undefined, undefined, undefined]);
    expect(heatmapSearch({ group: '', order: 'random' })).toEqual({});
  });
});
