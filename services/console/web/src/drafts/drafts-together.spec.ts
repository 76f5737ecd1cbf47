import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isKept } from './device/device-copy.js';
import { isDue } from './draft.js';
import { steps, world } from './drafts-together.fixture.js';

describe('drafts in several tabs and on several devices, in whatever order things happen', () => {
  it('keep the last text of every cell', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { step, missing } = world();
        for (const one of taken) {
          step(one);
          expect(missing()).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    ));

  it('are never to be chosen between by who has one page at a time', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { pages, step } = world();
        for (const one of taken) {
          if (one.do === 'choose') continue;
          step('page' in one ? { ...one, page: 0 } : one);
          expect(pages[0]!.others).toEqual({});
        }
      }),
      { numRuns: 1_000 },
    ));

  it('come to rest on the server once everything was chosen and sent', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { step, settle } = world();
        taken.forEach(step);
        for (const draft of settle().pages) expect([isKept(draft), isDue(draft)]).toEqual([true, false]);
      }),
    ));
});
