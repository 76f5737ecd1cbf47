import { describe, expect, it } from '@jest/globals';

import { frameLines } from './frame-lines.js';

const level = (code: string, sameAs: Record<string, string> = {}) => ({ code, names: [code.toUpperCase()], sameAs });

describe('what is otherwise in a matrix itself', () => {
  it.each([
    ['its name and reading', { part: 'frame', before: { name: 'A', reading: 'complete' }, after: { name: 'B', reading: 'additive' } }, [{ kind: 'name', before: 'A', after: 'B' }, { kind: 'reading', reading: 'additive' }]],
    [
      'the names of its groups alone',
      { part: 'frame', before: { name: 'A', reading: 'complete', groupNames: { lead: { en: 'Leads' } } }, after: { name: 'A', reading: 'complete', groupNames: { own: { en: 'Own' } } } },
      [{ kind: 'group-named', group: 'lead', name: null }, { kind: 'group-named', group: 'own', name: { en: 'Own' } }],
    ],
    [
      'its levels',
      { part: 'levels', before: [level('a'), level('b'), level('c')], after: [level('c', { soft: 'a' }), { ...level('a'), names: ['First'] }, level('d')] },
      [
        { kind: 'level-added', name: 'D' },
        { kind: 'level-removed', name: 'B' },
        { kind: 'level-renamed', before: 'A', after: 'First' },
        { kind: 'levels-ordered', names: ['C', 'First', 'D'] },
        { kind: 'same-as', level: 'C', group: 'soft', as: 'First' },
      ],
    ],
    [
      'a reference of a group that has the code of what every object has',
      { part: 'levels', before: [level('a'), level('b')], after: [level('a'), level('b', Object.fromEntries([['constructor', 'a']]))] },
      [{ kind: 'same-as', level: 'B', group: 'constructor', as: 'A' }],
    ],
    [
      'such a reference that is taken out',
      { part: 'levels', before: [level('a'), level('b', Object.fromEntries([['constructor', 'a']]))], after: [level('a'), level('b')] },
      [{ kind: 'same-as', level: 'B', group: 'constructor', as: null }],
    ],
    ['the order of its groups', { part: 'groups', before: ['soft', 'hard'], after: ['hard', 'soft'] }, [{ kind: 'groups-ordered', names: ['hard', 'soft'] }]],
    [
      'its terms',
      { part: 'terms', before: [{ word: 'x', definition: { en: '1' }, measure: [] }], after: [{ word: 'x', definition: { en: '2' }, measure: [] }, { word: 'y', definition: { en: '3' }, measure: [] }] },
      [{ kind: 'term-added', name: 'y' }, { kind: 'term-changed', name: 'x' }],
    ],
  ])('tells %s', (_, part, lines) => expect(frameLines([part] as Parameters<typeof frameLines>[0])).toEqual(lines));

  it('tells once of a group that comes with its name, or goes with it', () => {
    const frame = (groupNames: object) => ({ name: 'A', reading: 'complete', groupNames });
    const named = { part: 'frame', before: frame({ own: { en: 'Own' }, hard: { en: 'Hard' } }), after: frame({ lead: { en: 'Leads' }, hard: { en: 'Skills' } }) };
    const groups = { part: 'groups', before: ['hard', 'own'], after: ['hard', 'lead'] };
    expect(frameLines([named, groups] as Parameters<typeof frameLines>[0])).toEqual([
      { kind: 'group-named', group: 'hard', name: { en: 'Skills' } },
      { kind: 'group-added', name: 'lead' },
      { kind: 'group-removed', name: 'own' },
    ]);
  });
});
