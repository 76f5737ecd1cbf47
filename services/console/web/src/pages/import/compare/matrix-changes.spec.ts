import { describe, expect, it } from '@jest/globals';

import { matrixChanges, type Stated } from './matrix-changes.js';

const stated = (statement: string, levels = ['Junior'], more: Partial<Stated> = {}): Stated => ({ id: statement, group: 'hard', statement, levels, ...more });

describe('what an import changes', () => {
  it('is nothing where the statements are the same', () => {
    expect(matrixChanges([stated('Knows Git')], [stated('Knows Git')])).toEqual({ added: [], removed: [], reworded: [], moved: [], unchanged: 1 });
  });

  it('tells what is added and what is removed', () => {
    const changes = matrixChanges([stated('Knows Git')], [stated('Writes SQL')]);
    expect([changes.added, changes.removed].map((all) => all.map(({ statement }) => statement))).toEqual([['Writes SQL'], ['Knows Git']]);
  });

  it('sets other words of a statement against its old ones, though its id is made from them', () => {
    const [before, after] = [stated('Knows Docker and how to run it'), stated('Knows Docker and how to build it')];
    expect(matrixChanges([before], [after])).toMatchObject({ reworded: [{ before, after }], added: [], removed: [] });
  });

  it('takes the same competency at the same level for the same statement, whatever its words', () => {
    const [before, after] = [stated('Basics', ['Junior'], { id: 'python' }), stated('Functions and classes', ['Junior'], { id: 'python' })];
    expect(matrixChanges([before], [after]).reworded).toEqual([{ before, after }]);
  });

  it('tells where the same words hold at other levels', () => {
    const [before, after] = [stated('Knows Git', ['Junior', 'Senior']), stated('Knows Git', ['Senior'])];
    expect(matrixChanges([before], [after])).toMatchObject({ moved: [{ before, after }], reworded: [], unchanged: 0 });
  });

  it('never takes a soft statement for a hard one', () => {
    expect(matrixChanges([stated('Reviews')], [stated('Reviews', ['Junior'], { group: 'soft' })])).toMatchObject({ unchanged: 0, reworded: [], added: [{ group: 'soft' }], removed: [{ group: 'hard' }] });
  });
});
