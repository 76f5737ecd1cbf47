import { describe, expect, it } from '@jest/globals';

import { chosenVersions } from './chosen-versions.js';

describe('what is compared', () => {
  it.each([
    ['the newest with the one before it', [1, 2, 3], {}, { from: 2, to: 3 }],
    ['what the address names', [1, 2, 3], { from: 1, to: 2 }, { from: 1, to: 2 }],
    ['a later version that is named with the one before it', [1, 2, 3], { to: 2 }, { from: 1, to: 2 }],
    ['an earlier version that is named with the newest', [1, 2, 3], { from: 1 }, { from: 1, to: 3 }],
    ['the first with the one after it', [1, 2], { to: 1 }, { from: 2, to: 1 }],
    ['nothing where there is one version', [4], {}, undefined],
    ['nothing where there is none', [], {}, undefined],
  ])('%s', (_, versions, asked, chosen) => expect(chosenVersions(versions, asked)).toEqual(chosen));
});
