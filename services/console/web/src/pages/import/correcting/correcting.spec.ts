import { describe, expect, it } from '@jest/globals';

import { preview } from '../preview/preview.fixture.js';
import { possibleCorrections } from './correcting.js';

const possible = (...ids: string[]) => possibleCorrections(preview, new Set(ids));

describe('what can be corrected of the chosen competencies', () => {
  it('is nothing where none is chosen', () => {
    expect(possible()).toEqual({ merge: undefined, link: undefined, regroup: [], evidence: [], mustHave: [] });
  });

  it('is that two of one cell each are the same, in the order of the preview', () => {
    expect(possible('oop-deep', 'oop').merge).toEqual({ kind: 'merge', competencies: ['oop', 'oop-deep'] });
    expect(possible('oop', 'git').merge).toBeUndefined();
    expect(possible('oop').merge).toBeUndefined();
  });

  it('is that several of one group raise one another', () => {
    expect(possible('git', 'oop', 'oop-deep').link).toEqual({ kind: 'link', competencies: ['oop', 'oop-deep', 'git'] });
    expect(possible('asks', 'oop').link).toBeUndefined();
  });

  it('is the next of all groups, and after the last the first', () => {
    const own = { ...preview, levels: preview.levels.map((level) => ({ ...level, groups: { delivery: level.groups.soft, soft: level.groups.soft, hard: level.groups.hard } })) };
    const regrouped = (group: string) => possibleCorrections({ ...own, competencies: [{ ...preview.competencies[0]!, group }] }, new Set(['asks'])).regroup.map((one) => 'group' in one && one.group);
    expect(['delivery', 'soft', 'hard'].map(regrouped)).toEqual([['soft'], ['hard'], ['delivery']]);
  });

  it('is the other group, and the opposite of what is demanded', () => {
    expect(possible('asks')).toMatchObject({
      regroup: [{ kind: 'regroup', competency: 'asks', group: 'hard' }],
      evidence: [{ kind: 'evidence', competency: 'asks', required: false }],
      mustHave: [{ kind: 'must-have', competency: 'asks', value: true }],
    });
  });
});
