import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import fc from 'fast-check';

import { matrixFaults } from '../faults.js';
import { inForceAt } from '../in-force.js';
import { matrixContent, type MatrixContent } from '../matrix.js';
import { applyParts } from '../parts/apply-parts.js';
import { changedParts } from '../parts/changed-parts.js';
import { partAddress, swapped } from '../parts/part.js';
import { isAsItBecame, takenBack } from '../parts/part-content.js';
import { anyIntent, anyMatrix, gardeners } from './editing.fixture.js';
import { edit } from './edit.js';
import { intent as intentSchema, type Intent } from './intent.js';

const change = (wish: object, matrix: MatrixContent = gardeners()): MatrixContent => edit(matrix, intentSchema.parse(wish));
const addressesOf = (wish: object, matrix: MatrixContent = gardeners()): string[] => changedParts(matrix, change(wish, matrix)).map(partAddress);
const cell = (statement: string) => ({ statement: { en: statement } });
const statesAt = (matrix: MatrixContent, level: string) => inForceAt(matrix, level).map(({ competency, state }) => `${competency.id} ${state}`);

function refusalOf(wish: object, matrix: MatrixContent = gardeners()): string {
  try {
    change(wish, matrix);
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${JSON.stringify(error.details['errors'])}`;
    throw error;
  }
  throw new Error('it was taken');
}

describe('a change of a draft', () => {
  it.each<[string, object, string[]]>([
    ['of a cell', { kind: 'edit-cell', competency: 'pruning', level: 'novice', statement: { ru: 'Обрезает розы' } }, ['cell/pruning/novice']],
    ['that adds a cell', { kind: 'add-cell', competency: 'pruning', level: 'expert', cell: cell('Grafts') }, ['cell/pruning/expert']],
    ['that removes a cell', { kind: 'remove-cell', competency: 'pruning', level: 'master' }, ['cell/pruning/master']],
    ['that adds a competency', { kind: 'add-competency', id: 'mowing', group: 'hard', title: { en: 'Mowing' }, level: 'novice', cell: cell('Mows'), after: null }, ['competency/mowing', 'cell/mowing/novice']],
    ['that moves one', { kind: 'move-competency', competency: 'listening', after: null }, ['competency/listening']],
    ['that regroups one', { kind: 'move-competency', competency: 'listening', group: 'hard' }, ['competency/listening']],
    ['that renames one', { kind: 'rename-competency', competency: 'pruning', title: { en: 'Cutting' } }, ['competency/pruning']],
    ['that ends one', { kind: 'end-competency', competency: 'pruning', level: 'expert', reason: { en: 'Delegated' } }, ['competency/pruning']],
    ['that refers to another level', { kind: 'same-as', level: 'expert', group: 'hard', as: 'master' }, ['levels']],
    ['that refers to another cell', { kind: 'cell-same-as', competency: 'sowing', level: 'expert', as: 'novice' }, ['reference/sowing/expert']],
    ['that takes out a reference that is not there', { kind: 'cell-same-as', competency: 'sowing', level: 'expert', as: null }, []],
    ['that adds a level', { kind: 'add-level', code: 'helper', names: ['Helper'], after: null }, ['levels']],
    ['that renames a level', { kind: 'rename-level', level: 'novice', names: ['Beginner'] }, ['levels']],
    ['that reorders levels', { kind: 'order-levels', levels: ['master', 'novice', 'expert'] }, ['levels']],
    ['that adds a group', { kind: 'add-group', group: 'leadership' }, ['groups']],
    ['that defines a term', { kind: 'set-term', word: 'Graft', definition: { en: 'A shoot' } }, ['terms']],
    ['that names a group', { kind: 'name-group', group: 'hard', name: { ru: 'Ремесло', en: 'Craft' } }, ['frame']],
    ['that tells examples', { kind: 'edit-cell', competency: 'pruning', level: 'novice', examples: [{ en: 'Roses in March' }], antipatterns: [{ en: 'In June' }], measure: [{ label: 'a day', value: 5 }] }, ['cell/pruning/novice']],
    ['that takes out what is not there', { kind: 'edit-cell', competency: 'pruning', level: 'novice', examples: [], measure: [] }, []],
    ['of the name', { kind: 'rename-matrix', name: 'Florists' }, ['frame']],
    ['that says how the lists are read', { kind: 'read-as', reading: 'complete' }, ['frame']],
    ['that says what is said already', { kind: 'rename-matrix', name: 'Gardeners' }, []],
  ])('%s changes these parts alone', (_, wish, parts) => expect(addressesOf(wish)).toEqual(parts));

  it.each<[string, object, RegExp]>([
    ['names no competency', { kind: 'remove-competency', competency: 'nothing' }, /change-not-applicable .*\/change\/competency.*stands in the grid/],
    ['names a level where no cell starts', { kind: 'remove-cell', competency: 'pruning', level: 'expert' }, /they start at \\"novice\\", \\"master\\"/],
    ['would leave a competency without cells', { kind: 'remove-cell', competency: 'listening', level: 'novice' }, /remove the competency instead/],
    ['would leave a text without a language', { kind: 'edit-cell', competency: 'pruning', level: 'novice', statement: { en: null } }, /\/change\/statement.*at least one language/],
    ['takes an id twice', { kind: 'add-competency', id: 'pruning', group: 'hard', title: { en: 'P' }, level: 'novice', cell: cell('P') }, /such as \\"pruning-2\\"/],
    ['puts it into no group', { kind: 'move-competency', competency: 'pruning', group: 'other' }, /there are \\"soft\\", \\"hard\\"\. Add it first/],
    ['closes a circle', { kind: 'same-as', level: 'novice', group: 'soft', as: 'novice' }, /matrix-unsound .*circle: \\"novice\\" → \\"novice\\"; take one of them out/],
    ['refers where the level has a list', { kind: 'same-as', level: 'master', group: 'hard', as: 'novice' }, /matrix-unsound .*take out the reference or the listing/],
    ['closes a circle of a cell', { kind: 'cell-same-as', competency: 'sowing', level: 'expert', as: 'expert' }, /matrix-unsound .*competencies\/1\/sameAs\/expert.*circle: \\"expert\\" → \\"expert\\"; take one of them out/],
    ['refers from where a cell says something', { kind: 'cell-same-as', competency: 'pruning', level: 'master', as: 'novice' }, /matrix-unsound .*take out the reference or the listing/],
    ['refers to no level', { kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: 'wizard' }, /change-not-applicable .*\/change\/as.*there are \\"novice\\"/],
    ['forgets a level', { kind: 'order-levels', levels: ['novice', 'master'] }, /Name all of \\"novice\\", \\"master\\", \\"expert\\"/],
    ['removes a level that has a list', { kind: 'remove-level', level: 'novice' }, /3 cells are listed .*\(\\"withCells\\"\)/],
    ['removes a group that is in use', { kind: 'remove-group', group: 'hard' }, /move them to another group first/],
    ['links what says two things at one level', { kind: 'link-competencies', into: 'pruning', competencies: ['sowing'] }, /merge them instead/],
    ['splits everything off', { kind: 'split-competency', competency: 'listening', id: 'l2', title: { en: 'L' }, levels: ['novice'] }, /copy the cells/],
  ])('that %s is refused, in words that say what to do', (_, wish, words) => {
    expect(refusalOf(wish)).toMatch(words);
  });
});

describe('an end', () => {
  const wish = { kind: 'end-competency', competency: 'pruning', level: 'expert', reason: { en: 'Delegated' } };
  it('is of additive lists alone', () => expect(refusalOf(wish, { ...gardeners(), reading: 'complete' })).toMatch(/change \\"listedAt\\" of the cell/));
  it('can be taken back', () => expect(change({ kind: 'continue-competency', competency: 'pruning' }, change(wish))).toEqual(gardeners()));
});

describe('competencies become one', () => {
  it('linked: later statements raise earlier ones, and none is lost', () => {
    const split = change({ kind: 'split-competency', competency: 'pruning', id: 'grafting', title: { en: 'Grafting' }, levels: ['master'] });
    expect(statesAt(split, 'master')).toEqual(['pruning carried', 'grafting new', 'sowing carried', 'listening carried']);
    const linked = change({ kind: 'link-competencies', into: 'pruning', competencies: ['pruning', 'grafting'] }, split);
    expect(linked).toEqual(gardeners());
  });

  it('merged: one cell says what both said', () => {
    const merged = change({ kind: 'merge-competencies', into: 'pruning', competencies: ['sowing'] });
    expect(merged.competencies.map(({ id }) => id)).toEqual(['pruning', 'listening']);
    expect(merged.competencies[0]?.cells[0]).toMatchObject({ statement: { en: 'Prunes roses. Sows' }, evidenceRequired: true, mustHave: false });
  });

  it('in complete lists a level has one of their cells', () => {
    const listed = (listedAt: string[], statement: string) => ({ listedAt, statement: { en: statement }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 });
    const [first, second] = gardeners().competencies;
    if (first === undefined || second === undefined) throw new Error('the example has two competencies');
    const complete: MatrixContent = {
      ...gardeners(),
      reading: 'complete',
      competencies: [
        { ...first, cells: [listed(['novice', 'master'], 'Prunes')] },
        { ...second, cells: [listed(['master', 'expert'], 'Grafts')] },
      ],
    };
    const linked = change({ kind: 'link-competencies', into: 'pruning', competencies: ['sowing'] }, complete);
    expect(linked.competencies[0]?.cells.map(({ listedAt }) => listedAt)).toEqual([['novice'], ['master', 'expert']]);
  });
});

describe('a group', () => {
  it('may be one that the organisation names, and keeps its references when it is renamed', () => {
    const named = [
      { kind: 'add-group', group: 'leadership' },
      { kind: 'move-competency', competency: 'listening', group: 'leadership' },
      { kind: 'same-as', level: 'expert', group: 'leadership', as: 'novice' },
      { kind: 'rename-group', group: 'leadership', to: 'people' },
      { kind: 'order-groups', groups: ['people', 'hard', 'soft'] },
      { kind: 'remove-group', group: 'soft' },
    ].reduce((matrix, wish) => change(wish, matrix), gardeners());
    expect(named).toMatchObject({ groups: ['people', 'hard'], levels: [{}, {}, { sameAs: { people: 'novice' } }] });
    expect(named.competencies.find(({ id }) => id === 'listening')?.group).toBe('people');
  });
});

describe('a level', () => {
  it('that goes takes what is listed there alone along, where that is wanted', () => {
    const left = change({ kind: 'remove-level', level: 'novice', withCells: true });
    expect(left.competencies.map(({ id, cells }) => [id, cells.length])).toEqual([['pruning', 1]]);
  });
});

describe('a cell that is the same as another', () => {
  const referring = change({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: 'novice' });
  const referencesIn = (matrix: MatrixContent) => Object.fromEntries(matrix.competencies.flatMap(({ id, sameAs }) => (sameAs === undefined ? [] : [[id, sameAs]])));

  it('is what it is there, whatever becomes of it, and its own again once that is taken out', () => {
    expect(statesAt(referring, 'expert')).toEqual(['pruning raised', 'sowing carried', 'listening carried']);
    const reworded = change({ kind: 'edit-cell', competency: 'pruning', level: 'novice', statement: { en: 'Prunes tulips' } }, referring);
    expect(inForceAt(reworded, 'expert')[0]).toMatchObject({ cell: { statement: { en: 'Prunes tulips' } }, inheritedFrom: 'novice' });
    expect(change({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: null }, referring)).toEqual(gardeners());
  });

  it('is told as one part, whose undoing leaves what came since', () => {
    const parts = changedParts(gardeners(), referring);
    expect(parts).toEqual([{ part: 'reference', competency: 'pruning', level: 'expert', before: null, after: 'novice' }]);
    const renamed = change({ kind: 'rename-competency', competency: 'pruning', title: { en: 'Cutting' } }, referring);
    expect(isAsItBecame(renamed, parts[0]!)).toBe(true);
    expect(takenBack(renamed, parts)).toEqual(change({ kind: 'rename-competency', competency: 'pruning', title: { en: 'Cutting' } }));
    const other = change({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: 'master' }, referring);
    expect(isAsItBecame(other, parts[0]!)).toBe(false);
  });

  it('takes the place of a cell that is listed there as well, in one change that can be undone', () => {
    const [listed, ...others] = gardeners().competencies.map((one) => ({ ...one, cells: one.cells.map((each) => (each.listedAt[0] === 'master' ? { ...each, listedAt: ['master', 'expert'] } : each)) }));
    const complete: MatrixContent = { ...gardeners(), reading: 'complete', competencies: [listed!, ...others] };
    const taken = change({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: 'novice' }, complete);
    expect(taken.competencies[0]).toMatchObject({ cells: [{ listedAt: ['novice'] }, { listedAt: ['master'] }], sameAs: { expert: 'novice' } });
    const parts = changedParts(complete, taken);
    expect(parts.map(partAddress)).toEqual(['cell/pruning/master', 'reference/pruning/expert']);
    expect(takenBack(taken, parts)).toEqual(complete);
    expect(refusalOf({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: 'expert' }, complete)).toMatch(/matrix-unsound .*circle/);
    expect(change({ kind: 'cell-same-as', competency: 'pruning', level: 'expert', as: null }, complete)).toEqual(complete);
  });

  it.each<[string, object, RegExp]>([
    ['removes what it leads to', { kind: 'remove-cell', competency: 'pruning', level: 'novice' }, /where nothing is expected; take out the reference, or add what is expected there/],
    ['removes the level that it leads to', { kind: 'remove-level', level: 'novice', withCells: true }, /\/change\/level.*take out that reference first \(\\"cell-same-as\\" null\)/],
    ['says something where it stands', { kind: 'add-cell', competency: 'pruning', level: 'expert', cell: cell('Grafts') }, /take out the reference or the listing/],
    ['lists another cell where it stands', { kind: 'edit-cell', competency: 'pruning', level: 'master', listedAt: ['master', 'expert'] }, /take out the reference or the listing/],
    ["closes a circle with its group's", { kind: 'same-as', level: 'novice', group: 'hard', as: 'expert' }, /the references of \\"pruning\\" form a circle: \\"expert\\" → \\"novice\\" → \\"expert\\"/],
    ['ends before what it leads to', { kind: 'end-competency', competency: 'pruning', level: 'novice', reason: { en: 'x' } }, /where nothing is expected/],
  ])('refuses a change that %s', (_, wish, words) => expect(refusalOf(wish, referring)).toMatch(words));

  it('goes with its level, its competency, and a group that gets another code', () => {
    expect(referencesIn(change({ kind: 'remove-level', level: 'expert', withCells: false }, referring))).toEqual({});
    expect(change({ kind: 'remove-level', level: 'expert', withCells: false }, referring)).toEqual(change({ kind: 'remove-level', level: 'expert', withCells: false }));
    expect(referencesIn(change({ kind: 'remove-competency', competency: 'pruning' }, referring))).toEqual({});
    expect(referencesIn(change({ kind: 'move-competency', competency: 'pruning', group: 'soft', after: null }, referring))).toEqual({ pruning: { expert: 'novice' } });
    expect(referencesIn(change({ kind: 'order-levels', levels: ['expert', 'master', 'novice'] }, change({ kind: 'read-as', reading: 'complete' }, referring)))).toEqual({ pruning: { expert: 'novice' } });
  });

  it('goes where the cell goes that it leads to, when a competency is split, and is copied with it', () => {
    const split = { kind: 'split-competency', competency: 'pruning', id: 'grafting', title: { en: 'Grafting' } };
    expect(referencesIn(change({ ...split, levels: ['master'] }, referring))).toEqual({ pruning: { expert: 'novice' } });
    expect(referencesIn(change({ ...split, levels: ['novice'] }, referring))).toEqual({ grafting: { expert: 'novice' } });
    expect(referencesIn(change({ ...split, levels: ['novice'], copied: true }, referring))).toEqual({ pruning: { expert: 'novice' }, grafting: { expert: 'novice' } });
  });

  it('stays when competencies become one, unless they refer to different levels, or one says something there', () => {
    const merge = { kind: 'merge-competencies', into: 'sowing', competencies: ['pruning'] };
    expect(referencesIn(change(merge, referring))).toEqual({ sowing: { expert: 'novice' } });
    const both = change({ kind: 'cell-same-as', competency: 'sowing', level: 'expert', as: 'master' }, referring);
    expect(refusalOf(merge, both)).toMatch(/change-not-applicable .*\/change\/competencies.*take out one of the references first/);
    const saying = change({ kind: 'add-cell', competency: 'sowing', level: 'expert', cell: cell('Sows all') }, referring);
    expect(refusalOf(merge, saying)).toMatch(/matrix-unsound .*take out the reference or the listing/);
  });
});

describe('any sequence of changes', () => {
  /** The contents that a sequence leads through; what is refused leaves the draft as it was. */
  const contentsOf = (start: MatrixContent, wishes: readonly Intent[]): MatrixContent[] =>
    wishes.reduce<MatrixContent[]>((contents, wish) => {
      const before = contents.at(-1) ?? start;
      try {
        return [...contents, edit(before, wish)];
      } catch (error) {
        if (error instanceof DomainError) return contents;
        throw error;
      }
    }, [start]);
  const steps = fc.tuple(anyMatrix, fc.array(anyIntent, { maxLength: 12 })).map(([start, wishes]) => contentsOf(start, wishes));
  const pairs = (contents: readonly MatrixContent[]) => contents.slice(1).map((after, at) => [contents[at] ?? after, after] as const);

  it('leaves a matrix without faults, of the shape that events have', () => {
    fc.assert(fc.property(steps, (contents) => {
      for (const content of contents) {
        expect(matrixFaults(content)).toEqual([]);
        expect(matrixContent.parse(content)).toEqual(content);
      }
    }), { numRuns: 300 });
  });

  it('is told by its parts: applied they give the content, and backwards the content before', () => {
    fc.assert(fc.property(steps, (contents) => {
      for (const [before, after] of pairs(contents)) {
        const parts = changedParts(before, after);
        expect(applyParts(before, parts)).toEqual(after);
        expect(applyParts(after, swapped(parts))).toEqual(before);
      }
    }), { numRuns: 300 });
  });

  it('leaves every part that is not named as it was', () => {
    fc.assert(fc.property(steps, (contents) => {
      for (const [before, after] of pairs(contents)) {
        const named = new Set(changedParts(before, after).map(partAddress));
        const orderOf = (matrix: MatrixContent) => matrix.competencies.map(({ id }) => id).filter((id) => !named.has(`competency/${id}`));
        expect(orderOf(after)).toEqual(orderOf(before));
        for (const one of before.competencies.filter(({ id }) => !named.has(`competency/${id}`))) {
          expect(after.competencies.find(({ id }) => id === one.id)).toMatchObject({ group: one.group, title: one.title });
        }
      }
    }), { numRuns: 100 });
  });

  it('is refused or taken, whatever is asked, and never breaks', () => {
    fc.assert(fc.property(anyMatrix, anyIntent, (matrix, wish) => {
      const asked = structuredClone(matrix);
      contentsOf(matrix, [wish]);
      expect(matrix).toEqual(asked); // nothing is changed in place
    }));
  });
});

describe('names of groups', () => {
  const named = change({ kind: 'name-group', group: 'hard', name: { ru: 'Ремесло', en: 'Craft' } });

  it('are told by language, and taken out by language', () => {
    expect(named.groupNames).toEqual({ hard: { ru: 'Ремесло', en: 'Craft' } });
    const russian = change({ kind: 'name-group', group: 'hard', name: { en: null } }, named);
    expect(russian.groupNames).toEqual({ hard: { ru: 'Ремесло' } });
    expect(change({ kind: 'name-group', group: 'hard', name: { ru: null } }, russian)).toEqual(gardeners());
    expect(refusalOf({ kind: 'name-group', group: 'other', name: { en: 'x' } })).toMatch(/\/change\/group.*Add it first/);
  });

  it('go with a group that gets another code, and go where it goes', () => {
    expect(change({ kind: 'rename-group', group: 'hard', to: 'craft' }, named).groupNames).toEqual({ craft: named.groupNames?.['hard'] });
    const emptied = { ...named, competencies: named.competencies.filter(({ group }) => group !== 'hard') };
    expect(change({ kind: 'remove-group', group: 'hard' }, emptied)).not.toHaveProperty('groupNames');
  });

  it('may be those of a group that has the code of what every object has', () => {
    const added = change({ kind: 'add-group', group: 'constructor' });
    expect(change({ kind: 'name-group', group: 'constructor', name: { en: 'Builders' } }, added).groupNames).toEqual(Object.fromEntries([['constructor', { en: 'Builders' }]]));
  });

  it('are of groups that there are', () =>
    expect(matrixFaults({ ...gardeners(), groupNames: { other: { en: 'x' } } })).toEqual([{ pointer: '/groupNames/other', detail: expect.stringContaining('take out its name') }]));
});

describe('examples, antipatterns and measures', () => {
  it('of cells that are merged are told by the one cell, each once', () => {
    const told = [
      { kind: 'edit-cell', competency: 'pruning', level: 'novice', examples: [{ en: 'Roses' }], measure: [{ label: 'a day', value: 5 }] },
      { kind: 'edit-cell', competency: 'sowing', level: 'novice', examples: [{ en: 'Roses' }, { en: 'Peas' }], antipatterns: [{ en: 'In June' }] },
      { kind: 'merge-competencies', into: 'pruning', competencies: ['sowing'] },
    ].reduce<MatrixContent>((matrix, wish) => change(wish, matrix), gardeners());
    expect(told.competencies[0]?.cells[0]).toMatchObject({ examples: [{ en: 'Roses' }, { en: 'Peas' }], antipatterns: [{ en: 'In June' }], measure: [{ label: 'a day', value: 5 }] });
  });
});
