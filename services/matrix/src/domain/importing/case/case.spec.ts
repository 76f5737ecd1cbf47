import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import { inForceAt, type MatrixContent } from '@rung/matrix-model';
import fc from 'fast-check';

import { catalogue } from '../../catalogue/catalogue.js';
import { toCase } from '../../exporting/case/case.js';
import { nameOfLevel, spoken } from '../../exporting/subject.js';
import { readMatrixFile, toMatrixContent, toPreviewJson } from '../index.js';

const read = (text: string, name = 'package.json') => readMatrixFile({ bytes: Buffer.from(text), name });
const exported = (content: MatrixContent, language: string) => toCase({ matrix: 'm', version: 2, status: 'published', changedAt: '2026-11-27T10:00:00.000Z', languages: [language], content });

/** What is in force at each level, as far as CASE holds it. */
function gridOf(content: MatrixContent, language: string): unknown {
  return content.levels.map(({ code }) => [
    nameOfLevel(content, code).replaceAll(/[/\s]+/gu, ' '),
    inForceAt(content, code)
      .map(({ competency, cell }) => [competency.group, spoken(competency.title, language).text, spoken(cell.statement, language).text, cell.questions.map((one) => spoken(one, language).text), cell.evidenceRequired, cell.mustHave || cell.evidenceRequired, cell.weight].map(String).join(' | '))
      .sort(),
  ]);
}

describe('our own export', () => {
  it.each(catalogue.flatMap(({ content }) => ['ru', 'en'].map((language) => ({ name: content.name, language, content }))))('of $name in $language has the same in force at every level, and its terms', ({ content, language }) => {
    const back = toMatrixContent(read(exported(content, language)), { name: content.name });
    expect(gridOf(back, language)).toEqual(gridOf(content, language));
    expect(back.terms.map(({ definition }) => definition[language])).toEqual(content.terms.map(({ definition }) => spoken(definition, language).text));
  });

  it('has it whatever its words, with groups of its own, levels in any order and a language that some texts lack', () => {
    const words = 'amber brook cedar dune ember fern grove heath iris jade kelp lark moss north oaken pearl quartz river stone thorn'.split(' ');
    const phrase = (least: number) => fc.shuffledSubarray(words, { minLength: least, maxLength: least + 2 }).map((picked) => picked.join(' '));
    const contents = fc
      .tuple(fc.shuffledSubarray(['Junior', 'Senior', 'Adept', 'Lead of all'], { minLength: 2 }), fc.uniqueArray(phrase(2), { minLength: 1, maxLength: 4 }), fc.uniqueArray(phrase(4), { minLength: 16, maxLength: 16 }), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
      .map(([names, titles, statements, flags]): MatrixContent => {
        const levels = names.map((name) => ({ code: name.toLowerCase().replaceAll(' ', '-'), names: [name], sameAs: {} }));
        return {
          name: 'Any', reading: 'additive', groups: ['soft', 'craft'], levels, terms: [],
          competencies: titles.map((title, at) => ({
            id: `c-${at}`, group: at === 0 || flags[at] === true ? 'craft' : 'soft', title: { en: title },
            cells: levels.filter((_, level) => level === 0 || flags[(at + level) % 8] === true).map(({ code }, level) => ({
              listedAt: [code], statement: Object.fromEntries([level > 0 && flags[at] === true ? ['ru', `тихо ${statements[at * 4 + level] ?? ''}`] : ['en', statements[at * 4 + level] ?? '']]),
              questions: flags[level] === true ? [{ en: 'Why so?' }, { en: 'What then?' }] : [], evidenceRequired: flags[at] === true, mustHave: flags[level + 3] === true, weight: flags[level + 1] === true ? 2.5 : 1,
            })),
          })),
        };
      });
    fc.assert(fc.property(contents, (content) => expect(gridOf(toMatrixContent(read(exported(content, 'en')), { name: 'Any' }), 'en')).toEqual(gridOf(content, 'en'))), { numRuns: 60 });
  });
});

const item = (identifier: string, fullStatement: string, more: object = {}) => ({ identifier, uri: `http://salt.example/${identifier}`, fullStatement, abbreviatedStatement: '', ...more });
const below = (child: string, parent: string, sequenceNumber?: number, associationType = 'isChildOf') => ({
  identifier: `${child}-${parent}`, associationType, originNodeURI: { title: child, identifier: child, uri: '' }, destinationNodeURI: { title: parent, identifier: parent, uri: '' }, ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
});
const framework = (CFItems: readonly object[], CFAssociations: readonly object[] | null) =>
  JSON.stringify({ CFDocument: { identifier: 'doc', title: 'Joinery', creator: 'A guild', language: 'en' }, CFItems, CFAssociations, CFDefinitions: { CFConcepts: [] } });
const readings = (text: string) => {
  const { levels, competencies, anomalies } = toPreviewJson(read(text));
  return { levels: levels.map(({ names }) => names[0]), competencies: competencies.map(({ group, title, cells }) => `${group}: ${title}: ${cells.map((cell) => `${cell.levels.join()} ${cell.statement}`).join('; ')}`), anomalies: anomalies.map(({ cell, message }) => `${cell ?? ''}: ${message}`) };
};
const levelled = [item('g', 'Technical skills'), item('c', 'Cuts wood by hand and by machine', { abbreviatedStatement: 'Sawing' }), item('l2', 'Those who saw a while', { abbreviatedStatement: 'Level 2' }), item('l1', 'Those who begin', { abbreviatedStatement: 'Level 1' }), item('s2', 'Saws curves'), item('s1', 'Saws straight', { notes: 'Said by masters' })];
const placed = [below('g', 'doc', 1), below('c', 'g', 1), below('l2', 'c', 2), below('l1', 'c', 1), below('s2', 'l2', 1), below('s1', 'l1', 1)];

describe('a package of others', () => {
  it('has its levels in the items above, in the order of their numbers, and by their short names', () => {
    expect(readings(framework(levelled, placed))).toEqual({
      levels: ['Level 1', 'Level 2'],
      competencies: ['hard: Sawing: Level 1 Saws straight; Level 2 Saws curves'],
      anomalies: [
        '/CFItems/1/fullStatement: the item "Sawing" stands above others and is called by its short name; its full statement is not taken',
        '/CFItems/2/fullStatement: the item "Level 2" stands above others and is called by its short name; its full statement is not taken',
        '/CFItems/3/fullStatement: the item "Level 1" stands above others and is called by its short name; its full statement is not taken',
        '/CFItems/5: "Said by masters" stands in a column that is not taken; map it, if it is wanted',
      ],
    });
  });

  it('has them in educationLevel, several for an item, and no associations but those', () => {
    const items = [item('c', 'Sawing'), item('s1', 'Saws straight', { educationLevel: ['01', '02'] }), item('s2', 'Saws curves', { educationLevel: '03' })];
    expect(readings(framework(items, [below('c', 'doc'), below('s1', 'c'), below('s2', 'c')]))).toEqual({ levels: ['01', '02', '03'], competencies: ['hard: Sawing: 01,02 Saws straight; 03 Saws curves'], anomalies: [] });
  });

  it('asks what its columns are where nothing tells a level, and is read by what a person says', () => {
    const text = framework([item('a', 'Beginners of wood'), item('s', 'Saws')], [below('a', 'doc'), below('s', 'a')]);
    expect(toPreviewJson(read(text))).toMatchObject({ format: 'case', name: 'Joinery', questions: [{ kind: 'mapping-needed' }], tables: [{ headers: ['/CFItems/* (isChildOf 1)', '/CFItems/*/educationLevel', '/CFItems/*/fullStatement (en)', '/CFItems/*/notes'] }] });
    const mapping = [{ table: 'Joinery', header: 0, columns: [{ is: 'level' as const }, { is: 'ignore' as const }, { is: 'statement' as const }] }];
    expect(toPreviewJson(readMatrixFile({ bytes: Buffer.from(text), format: 'case' }, mapping)).levels).toMatchObject([{ names: ['Beginners of wood'] }]);
  });

  const leaves = (at: readonly object[], associations: readonly object[], more: object = {}) => {
    const whole = JSON.parse(framework([item('c', 'Sawing'), ...at], [below('c', 'doc'), ...associations])) as { CFDocument: object };
    return JSON.stringify({ ...whole, ...more, CFDocument: { ...whole.CFDocument, ...(more as { CFDocument?: object }).CFDocument } });
  };

  it('comes in the order of its associations where these have no numbers, and in that of their numbers at the top as well', () => {
    const at = (level: string) => ({ educationLevel: [level] });
    const items = [item('b', 'Saws curves', at('02')), item('a', 'Saws straight', at('01'))];
    expect(readings(leaves(items, [below('a', 'c'), below('b', 'c')])).levels).toEqual(['01', '02']);
    const top = [item('second', 'Planing'), item('first', 'Sawing'), item('p', 'Planes', at('01')), item('s', 'Saws', at('01'))];
    expect(readings(framework(top, [below('second', 'doc', 2), below('first', 'doc', 1), below('p', 'second'), below('s', 'first')])).competencies).toEqual(['hard: Sawing: 01 Saws', 'hard: Planing: 01 Planes']);
  });

  it('is placed by no other association, of which precedence needs no word', () => {
    const { anomalies } = readings(framework(levelled, placed));
    expect(readings(framework(levelled, [below('s1', 's2', 1, 'precedes'), ...placed]))).toEqual(readings(framework(levelled, placed)));
    expect(readings(framework(levelled, [...placed, below('s1', 's2', 1, 'isRelatedTo')])).anomalies).toHaveLength(anomalies.length + 1);
  });

  it('is in the language of each item, or in that of the document, whatever their regions', () => {
    const items = [item('a', 'Saws straight', { educationLevel: ['01'] }), item('b', 'Пилит по кривой', { educationLevel: ['02'], language: 'ru-RU' })];
    const { matrix } = read(leaves(items, [below('a', 'c'), below('b', 'c')], { CFDocument: { language: 'en-GB' } }));
    expect(matrix.competencies[0]?.cells.map(({ statement }) => statement)).toEqual([{ en: 'Saws straight' }, { ru: 'Пилит по кривой' }]);
  });

  it('takes no concept that lacks its word or its meaning, and names no short name that is the whole one', () => {
    const CFDefinitions = { CFConcepts: [{ title: 'Kerf', description: '' }, { title: ' ', description: 'A cut' }, { title: 'Rip', description: 'Along the grain' }] };
    const items = [item('d', 'Cuts', { abbreviatedStatement: 'Cuts' }), item('a', 'Saws straight', { educationLevel: ['01'] })];
    const { matrix, anomalies } = read(leaves(items, [below('d', 'c'), below('a', 'd')], { CFDefinitions }));
    expect([matrix.terms.map(({ word }) => word), anomalies]).toEqual([['Rip'], []]);
  });

  it('demands nothing by extensions that are not ours, nor by what is no yes and no number in ours', () => {
    const demanded = (creator: string, extensions: object) => {
      const { matrix } = read(leaves([item('a', 'Saws straight', { educationLevel: ['01'], extensions })], [below('a', 'c')], { CFDocument: { creator } }));
      return matrix.competencies[0]?.cells.map(({ evidenceRequired, mustHave, weight }) => [evidenceRequired, mustHave, weight])[0];
    };
    expect(demanded('Rung', { evidenceRequired: true, mustHave: true, weight: 3 })).toEqual([true, true, 3]);
    expect(demanded('Rung', { evidenceRequired: 'no', mustHave: 1, weight: [3] })).toEqual([false, false, 1]);
    expect(demanded('A guild', { evidenceRequired: true, mustHave: true, weight: 3 })).toEqual([false, false, 1]);
  });

  it('is read as any other tree where its items are no list', () => {
    const { CFItems, ...rest } = JSON.parse(framework(levelled, placed)) as { CFItems: readonly { identifier: string }[] };
    const byId = Object.fromEntries(CFItems.map((one) => [one.identifier, one]));
    expect(toPreviewJson(read(JSON.stringify({ ...rest, CFItems: byId })))).toMatchObject({ format: 'json' });
  });

  it.each([
    ['an item below one that is not there', [...placed.slice(0, 1), below('c', 'gone'), ...placed.slice(2)], '/CFItems/1: the item "c" (c) stands below "gone" (gone), which is not in the package; it is read as if it stood at the top'],
    ['an item below two', [...placed, below('s1', 'l2')], '/CFItems/5: the item "s1" (s1) stands below "l2" (l2) as well; it is read where it stands first'],
    ['an item that is not there', [...placed, below('gone', 'l2')], '/CFAssociations/6: the item "gone" (gone) is not in the package, and is not taken'],
    ['associations of other kinds', [...placed, below('s1', 's2', 1, 'isRelatedTo'), below('s2', 's1', 1, 'isRelatedTo')], '/CFAssociations/6: 2 associations of the kind "isRelatedTo" are not taken'],
  ])('names %s', (_, associations, message) => expect(readings(framework(levelled, associations)).anomalies).toContain(message));
});

describe('what is refused, by the item at fault', () => {
  const refusalOf = (text: string): unknown => {
    try {
      read(text);
    } catch (error) {
      if (error instanceof DomainError) return (error.details['errors'] as { cell?: string; detail: string }[])[0];
      throw error;
    }
    return 'none';
  };

  it.each([
    ['an item below itself', framework(levelled, [...placed.slice(0, 1), below('c', 'l2'), ...placed.slice(2)]), '/CFItems/1', /stands below itself/],
    ['two items of one identifier', framework([...levelled, item('c', 'Planing')], placed), '/CFItems/6', /two items have the identifier "c"/],
    ['an item that says nothing', framework([item('c', ' ')], []), '/CFItems/0/fullStatement', /no CFPackage/],
    ['a document without a name', framework(levelled, placed).replace('"Joinery"', '" "'), '/CFDocument/title', /no CFPackage/],
    ['an association that leads nowhere', framework(levelled, [{ associationType: 'isChildOf' }]), '/CFAssociations/0', /no CFPackage/],
    ['items below items', framework(Array.from({ length: 30 }, (_, at) => item(String(at), `Item ${at}`)), Array.from({ length: 29 }, (_, at) => below(String(at + 1), String(at)))), '/CFItems/21', /deeper than 20/],
    ['a key for everything', framework(levelled, placed).replace('"creator"', '"__proto__"'), '/CFDocument', /__proto__/],
  ])('%s', (_, text, cell, detail) => expect(refusalOf(text)).toEqual(expect.objectContaining({ cell: expect.stringMatching(new RegExp(`^${cell}`)), detail: expect.stringMatching(detail) })));
});
