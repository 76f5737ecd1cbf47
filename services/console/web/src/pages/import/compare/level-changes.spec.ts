import { describe, expect, it } from '@jest/globals';

import { levelChanges } from './level-changes.js';

const levels = (...names: string[]) => names.map((name) => ({ names: name.split(' / ') }));
const nothing = { added: [], removed: [], renamed: [], reordered: [] };

describe('the levels that an import changes', () => {
  it('are none where they are the same', () => expect(levelChanges(levels('Junior', 'Senior'), levels('Junior', 'Senior'))).toEqual(nothing));
  it('come and go by name', () => expect(levelChanges(levels('Junior', 'Senior'), levels('Junior', 'Middle'))).toEqual({ ...nothing, added: ['Middle'], removed: ['Senior'] }));
  it('are one level under other names where they share one', () =>
    expect(levelChanges(levels('Junior', 'Middle'), levels('Junior', 'Middle- / Middle'))).toEqual({ ...nothing, renamed: [{ before: 'Middle', after: 'Middle- / Middle' }] }));
  it('stand in another order, whatever came between them', () => {
    expect(levelChanges(levels('Junior', 'Senior'), levels('Senior', 'Middle', 'Junior'))).toEqual({ ...nothing, added: ['Middle'], reordered: ['Senior', 'Junior'] });
    expect(levelChanges(levels('Junior', 'Senior'), levels('Junior', 'Middle', 'Senior')).reordered).toEqual([]);
  });
});
