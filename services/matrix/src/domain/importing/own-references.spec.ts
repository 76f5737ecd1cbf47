// Our own page for readers says of whole groups that they are the same as at another level: read back, they are references again.
import { describe, expect, it } from '@jest/globals';
import { cellAt, groupReference, matrixFaults, ownReference, type MatrixContent } from '@rung/matrix-model';
import fc from 'fast-check';

import { exportFormats } from '../exporting/index.js';
import { readMatrixFile, toMatrixContent } from './index.js';

const codes = ['junior', 'middle', 'senior', 'lead'];
const nameOf = (code: string) => `${code[0]?.toUpperCase()}${code.slice(1)}`;
const groups = ['soft', 'hard', 'constructor', 'own'];

interface Wish {
  readonly reading: 'complete' | 'additive';
  readonly rows: readonly (readonly [group: string, listedAt: readonly (readonly string[])[], own: readonly [string, string] | null])[];
  readonly ofGroups: readonly (readonly [level: string, group: string, as: string])[];
}
const someLevels = fc.subarray(codes, { minLength: 1 });
const own: fc.Arbitrary<readonly [string, string] | null> = fc.option(fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...codes)));
const wish: fc.Arbitrary<Wish> = fc.record({
  reading: fc.constantFrom('complete' as const, 'additive' as const),
  rows: fc.array(fc.tuple(fc.constantFrom(...groups), fc.array(someLevels, { minLength: 1, maxLength: 2 }), own), { minLength: 1, maxLength: 5 }),
  ofGroups: fc.array(fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...groups), fc.constantFrom(...codes)), { minLength: 1, maxLength: 4 }),
});

/** Of what is wished for what makes no fault. Groups have a name, or their code alone. */
function contentOf({ reading, rows, ofGroups }: Wish): MatrixContent {
  const referred = ofGroups.reduce<MatrixContent>(
    (made, [level, group, as]) => sound(made, { ...made, levels: made.levels.map((one) => (one.code === level ? { ...one, sameAs: { ...one.sameAs, [group]: as } } : one)) }),
    { name: 'Builders', reading, groups, groupNames: { own: { en: 'Our own', ru: 'Наше' } }, levels: codes.map((code) => ({ code, names: [nameOf(code)], sameAs: {} })), terms: [], competencies: [] },
  );
  return rows.reduce<MatrixContent>((made, [group, lists, own], at) => {
    const says = (listedAt: readonly string[], nth: number) => ({ listedAt: [...listedAt], statement: { en: `Says ${at} ${nth}`, ru: `Говорит ${at} ${nth}` }, questions: [], evidenceRequired: nth === 1, mustHave: nth === 1, weight: 1 });
    const row = { id: `c-${at}`, group, title: { en: `Title ${at}`, ru: `Имя ${at}` }, cells: lists.map(says) };
    const added = sound(made, { ...made, competencies: [...made.competencies, row] });
    return own === null ? added : sound(added, { ...added, competencies: added.competencies.map((one) => (one.id === row.id ? { ...one, sameAs: Object.fromEntries([own]) } : one)) });
  }, referred);
}
const sound = (before: MatrixContent, after: MatrixContent): MatrixContent => (matrixFaults(after).length === 0 ? after : before);

const written = (content: MatrixContent): string => String(exportFormats.markdown.write({ matrix: 'm', version: 1, status: 'published', changedAt: '2026-11-28T10:00:00.000Z', languages: ['en', 'ru'], content }));
const readBack = (page: string) => {
  const preview = readMatrixFile({ bytes: Buffer.from(page), name: 'm.md' });
  return { preview, content: toMatrixContent(preview, { name: 'Builders' }) };
};
/** By what things are called: codes are made anew. */
const codeIn = ({ levels }: MatrixContent, code: string): string => levels.find(({ names }) => names[0] === nameOf(code))?.code ?? '';
const groupIn = ({ groups: all }: MatrixContent, group: string): string => (group === 'own' ? (all.find((one) => !['soft', 'hard', 'constructor'].includes(one)) ?? group) : group);
const statesIn = (content: MatrixContent) =>
  codes.map((code) => content.competencies.map((one) => [one.title['en'], cellAt(content, one, codeIn(content, code))?.statement['en'] ?? null, ownReference(one, codeIn(content, code)) !== undefined]).filter(([, said]) => said !== null).sort());
const referencesIn = (content: MatrixContent, of: readonly string[]) =>
  codes.map((code) => {
    const level = content.levels.find((one) => one.code === codeIn(content, code));
    const as = (group: string) => level && groupReference(level, groupIn(content, group));
    return Object.fromEntries(of.flatMap((group) => (as(group) === undefined ? [] : [[group, content.levels.find((one) => one.code === as(group))?.names[0]]])));
  });

it('keeps which groups and which cells refer, and what holds by it, whatever refers to what', () => {
  fc.assert(
    fc.property(wish, (wished) => {
      const content = contentOf(wished);
      fc.pre(content.competencies.length > 0);
      const { content: again, preview } = readBack(written(content));
      const used = groups.filter((group) => content.competencies.some((one) => one.group === group));
      expect(referencesIn(again, used)).toEqual(referencesIn(content, used));
      expect(statesIn(again)).toEqual(statesIn(content));
      expect(preview.anomalies.filter(({ message }) => /reference|same as/u.test(message))).toEqual([]);
      expect(matrixFaults(again)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('keeps apart levels and groups whose names hold each other, and signs of lists and headings', () => {
  const names = ['Lead', 'Lead, deputy', 'Lead: of all', 'Lead — the same as ever'];
  const levels = names.map((name, at) => ({ code: `l-${at}`, names: [name], sameAs: (at === 0 ? {} : { 'of-own': `l-${at - 1}` }) as Record<string, string> }));
  const cells = [{ listedAt: ['l-0'], statement: { en: 'Builds' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }];
  const content: MatrixContent = { name: 'Builders', reading: 'complete', groups: ['of-own'], groupNames: { 'of-own': { en: 'Work:  with *others*' } }, levels, terms: [], competencies: [{ id: 'c', group: 'of-own', title: { en: 'Title' }, cells }] };
  const { content: again, preview } = readBack(String(exportFormats.markdown.write({ matrix: 'm', version: 1, status: 'published', changedAt: '2026-11-28T10:00:00.000Z', languages: ['en'], content })));
  const called = new Map(again.levels.map(({ code, names: [name = ''] }) => [code, name]));
  expect(again.levels.map((level) => [level.names[0], called.get(groupReference(level, again.groups[0] ?? '') ?? '')])).toEqual(names.map((name, at) => [name, names[at - 1]]));
  expect([again.competencies[0]?.cells.map(({ listedAt }) => listedAt.map((code) => called.get(code))), preview.anomalies]).toEqual([[['Lead']], []]);
});

it('follows a group through a cell’s own reference, which goes before its group’s', () => {
  const content = contentOf({ reading: 'complete', rows: [['hard', [['junior'], ['senior']], ['middle', 'junior']], ['hard', [['junior'], ['senior']], null]], ofGroups: [['middle', 'hard', 'senior'], ['lead', 'hard', 'middle']] });
  const { content: again } = readBack(written(content));
  expect(referencesIn(content, ['hard'])[3]).toEqual({ hard: 'Middle' });
  expect(referencesIn(again, ['hard'])).toEqual(referencesIn(content, ['hard']));
  expect(statesIn(again)).toEqual(statesIn(content));
});

it('reads the longer of two names of levels that begin alike', () => {
  const levels = ['Lead', 'Lead, deputy'].map((name, at) => ({ code: `l-${at}`, names: [name], sameAs: {} }));
  const cell = (listedAt: string[], en: string) => ({ listedAt, statement: { en }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 });
  const competencies = [{ id: 'a', group: 'hard', title: { en: 'One' }, cells: [cell(['l-1'], 'Builds')] }, { id: 'b', group: 'hard', title: { en: 'Two' }, cells: [cell(['l-0', 'l-1'], 'Paints')] }];
  const { content } = readBack(written({ name: 'Builders', reading: 'complete', groups: ['hard'], levels, terms: [], competencies }));
  const called = new Map(content.levels.map(({ code, names: [name = ''] }) => [code, name]));
  expect(content.competencies.map(({ cells }) => cells.flatMap(({ listedAt }) => listedAt.map((code) => called.get(code))))).toEqual([['Lead, deputy'], ['Lead', 'Lead, deputy']]);
});

describe('a page that somebody edited', () => {
  const content = contentOf({ reading: 'complete', rows: [['hard', [['middle'], ['junior']], null], ['hard', [['junior', 'middle']], null]], ofGroups: [['lead', 'hard', 'middle'], ['senior', 'hard', 'lead']] });
  const page = written(content);
  const hardOf = (edited: string) => {
    const { content: again, preview } = readBack(edited);
    return { references: referencesIn(again, ['hard']).map(({ hard = null }) => hard), told: preview.anomalies.map(({ message, line }) => `${line} ${message}`), says: again.competencies.map((one) => codes.map((code) => cellAt(again, one, codeIn(again, code))?.statement['en'] ?? '')) };
  };

  it('says first what it says unedited', () => expect(hardOf(page)).toMatchObject({ references: [null, null, 'Lead', 'Middle'], told: [] }));

  it('stands by what an item says otherwise, and says that the reference does not; so does one that leads through it', () => {
    const edited = page.replace('- **Junior, Middle, Senior, Lead**\n  - Says 1 0', '- **Junior, Middle, Senior**\n  - Says 1 0\n  - Говорит 1 0\n- **Lead**\n  - Builds towers');
    const { references, told, says } = hardOf(edited);
    expect(edited).not.toBe(page);
    expect(references).toEqual([null, null, null, null]);
    expect(says[1]).toEqual(['Says 1 0', 'Says 1 0', 'Says 1 0', 'Builds towers']);
    expect(told.filter((one) => one.includes('they stand, and the reference does not'))).toHaveLength(2);
  });

  it('comes to an end where an item leads back to a level whose group leads to it', () => {
    const edited = page.replace('- **Junior, Middle, Senior, Lead**\n  - Says 1 0\n  - Говорит 1 0', '- **Middle — the same as Senior**\n- **Junior, Senior, Lead**\n  - Says 1 0\n  - Говорит 1 0');
    expect(edited).not.toBe(page);
    expect(matrixFaults(readBack(edited).content)).toEqual([]);
  });

  it('takes the reference where the items leave its level out', () =>
    expect(hardOf(page.replaceAll(', Senior, Lead**', '**').replaceAll(', Lead, Senior**', '**'))).toMatchObject({ references: [null, null, 'Lead', 'Middle'], told: [] }));

  it.each([
    ['of no level', page.replace('- **Lead**: Hard', '- **Wizard**: Hard')],
    ['to no level', page.replace('the same as Middle', 'the same as Wizard')],
    ['of no group', page.replace('**Lead**: Hard skills', '**Lead**: Cooking')],
  ])('is told that a line above the groups that is %s is not taken', (_, edited) => {
    expect(edited).not.toBe(page);
    expect(hardOf(edited).told).toContainEqual(expect.stringMatching(/stands above the groups .*it is not taken/));
  });
});
