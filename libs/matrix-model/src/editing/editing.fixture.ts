// Matrices to edit, and whatever may be wished of them.
import fc from 'fast-check';

import { matrixFaults } from '../faults.js';
import type { Expectation, MatrixContent } from '../matrix.js';
import { sorted } from '../parts/sorted.js';
import { intent, type Intent } from './intent.js';

const cell = (listedAt: string[], statement: string, evidenceRequired = false): Expectation => ({
  listedAt, statement: { en: statement }, questions: [], evidenceRequired, mustHave: false, weight: 1,
});

/** Three levels, three competencies, additive. */
export function gardeners(): MatrixContent {
  return {
    name: 'Gardeners',
    reading: 'additive',
    groups: ['soft', 'hard'],
    levels: ['novice', 'master', 'expert'].map((code) => ({ code, names: [code], sameAs: {} })),
    terms: [],
    competencies: [
      { id: 'pruning', group: 'hard', title: { en: 'Pruning' }, cells: [cell(['novice'], 'Prunes roses'), cell(['master'], 'Prunes anything')] },
      { id: 'sowing', group: 'hard', title: { en: 'Sowing' }, cells: [cell(['novice'], 'Sows', true)] },
      { id: 'listening', group: 'soft', title: { en: 'Listening' }, cells: [cell(['novice'], 'Listens')] },
    ],
  };
}

const ids = fc.constantFrom('a', 'b', 'c', 'd');
const levels = fc.constantFrom('one', 'two', 'three', 'four');
const groups = fc.constantFrom('soft', 'hard', 'other');
const words = fc.constantFrom('Listens', 'Asks', 'Builds. Tests', 'Слушает');
const text = fc.record({ en: words }, { requiredKeys: ['en'] });
const textChange = fc.dictionary(fc.constantFrom('en', 'ru'), fc.option(words), { minKeys: 1 });
const someLevels = fc.uniqueArray(levels, { minLength: 1 });
const texts = fc.array(text, { maxLength: 2 });
const measure = fc.array(fc.record({ label: words, value: fc.integer({ min: 0, max: 9 }) }), { maxLength: 2 });
const body = fc.record({ statement: text, examples: texts, measure, evidenceRequired: fc.boolean(), weight: fc.constantFrom(1, 2) }, { requiredKeys: ['statement'] });
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 3 });
const kind = <Kind extends Intent['kind'], Fields>(name: Kind, fields: { [Field in keyof Fields]: fc.Arbitrary<Fields[Field]> }, required?: (keyof Fields)[]) =>
  fc.record(fields, required === undefined ? {} : { requiredKeys: required }).map((given) => ({ kind: name, ...given }));

/** Of codes that may be there or not. */
export const anyIntent: fc.Arbitrary<Intent> = fc
  .oneof(
    kind('edit-cell', { competency: ids, level: levels, statement: textChange, listedAt: someLevels, mustHave: fc.boolean(), examples: texts, antipatterns: texts, measure }, ['competency', 'level']),
    kind('add-cell', { competency: ids, level: levels, alsoAt: fc.uniqueArray(levels, { maxLength: 2 }), cell: body }),
    kind('remove-cell', { competency: ids, level: levels }),
    kind('add-competency', { id: ids, group: groups, title: text, level: levels, cell: body, after: orNull(ids) }, ['id', 'group', 'title', 'level', 'cell']),
    kind('move-competency', { competency: ids, after: orNull(ids), group: groups }, ['competency']),
    kind('rename-competency', { competency: ids, title: textChange }),
    kind('end-competency', { competency: ids, level: levels, reason: text }),
    kind('continue-competency', { competency: ids }),
    kind('remove-competency', { competency: ids }),
    kind('link-competencies', { into: ids, competencies: fc.uniqueArray(ids, { minLength: 1 }) }),
    kind('merge-competencies', { into: ids, competencies: fc.uniqueArray(ids, { minLength: 1 }) }),
    kind('split-competency', { competency: ids, id: ids, title: text, levels: someLevels, copied: fc.boolean() }),
    kind('cell-same-as', { competency: ids, level: levels, as: orNull(levels) }),
    kind('cell-same-as', { competency: ids, level: levels, as: levels }),
    kind('same-as', { level: levels, group: groups, as: orNull(levels) }),
    kind('add-level', { code: levels, names: fc.constant(['A level']), after: orNull(levels) }),
    kind('rename-level', { level: levels, names: fc.constant(['Renamed']) }),
    kind('order-levels', { levels: fc.shuffledSubarray(['one', 'two', 'three', 'four'], { minLength: 2 }) }),
    kind('name-group', { group: groups, name: textChange }),
    kind('remove-level', { level: levels, withCells: fc.boolean() }),
    kind('add-group', { group: groups }),
    kind('rename-group', { group: groups, to: groups }),
    kind('order-groups', { groups: fc.shuffledSubarray(['soft', 'hard', 'other'], { minLength: 1 }) }),
    kind('remove-group', { group: groups }),
    kind('set-term', { word: words, definition: text }),
    kind('remove-term', { word: words }),
    kind('rename-matrix', { name: words }),
    kind('read-as', { reading: fc.constantFrom('complete', 'additive') }),
  )
  .map((wish) => intent.parse(wish));

/** Without faults, and in the order of its levels. */
export const anyMatrix: fc.Arbitrary<MatrixContent> = fc
  .record({
    reading: fc.constantFrom('complete' as const, 'additive' as const),
    codes: fc.shuffledSubarray(['one', 'two', 'three', 'four'], { minLength: 2 }),
    lists: fc.array(fc.array(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { minLength: 1, maxLength: 2 }), { maxLength: 4 }),
    soft: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    own: fc.array(fc.option(fc.tuple(levels, levels)), { minLength: 4, maxLength: 4 }),
  })
  .map(({ reading, codes, lists, soft, own }) =>
    withSound({
      name: 'Any',
      reading,
      groups: ['soft', 'hard'],
      levels: codes.map((code) => ({ code, names: [code], sameAs: {} })),
      terms: [],
      competencies: lists.flatMap((cells, at) => {
        const listed = cells.map((places) => places.flatMap((place) => codes[place] ?? [])).filter((each) => each.length > 0);
        const id = 'abcd'[at] ?? 'z';
        return listed.length === 0 ? [] : [{ id, group: soft[at] === true ? 'soft' : 'hard', title: { en: id }, cells: listed.map((each, n) => cell(each, `${id}${n}`)) }];
      }),
    }, own),
  )
  .filter((matrix) => matrixFaults(matrix).length === 0);

/** With those references of the competencies, one each, that make no fault. */
function withSound(matrix: MatrixContent, own: readonly ([level: string, as: string] | null)[]): MatrixContent {
  return own.reduce<MatrixContent>((made, reference, at) => {
    const referring = { ...made, competencies: made.competencies.map((one, row) => (row === at && reference !== null ? { ...one, sameAs: Object.fromEntries([reference]) } : one)) };
    return matrixFaults(referring).length === 0 ? referring : made;
  }, sorted(matrix));
}
