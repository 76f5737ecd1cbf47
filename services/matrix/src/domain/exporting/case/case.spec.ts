import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { catalogueEntry } from '../../catalogue/catalogue.js';
import { anyMatrix, awkward } from '../matrix.fixture.js';
import { languagesOf, type Subject } from '../subject.js';
import { casePackage } from './case-schema.fixture.js';
import { toCase } from './case.js';

const read = (subject: Subject) => casePackage.parse(JSON.parse(toCase(subject)));
const ids = (subject: Subject) => {
  const { CFDocument, CFItems, CFAssociations, CFDefinitions, CFRubrics } = read(subject);
  const criteria = CFRubrics.flatMap((rubric) => rubric.CFRubricCriteria);
  const all = [CFDocument, ...CFItems, ...CFAssociations, ...CFDefinitions.CFConcepts, ...CFRubrics, ...criteria, ...criteria.flatMap((one) => one.CFRubricCriterionLevels)];
  return all.map(({ identifier }) => identifier);
};

describe('a CASE package', () => {
  it('is of the form that CASE 1.1 asks for, names each thing once and links what is there, whatever the matrix', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        const subject = { ...awkward, content, languages: languagesOf(content) };
        const { CFDocument, CFItems, CFAssociations } = read(subject);
        const named = ids(subject);
        expect(new Set(named).size).toBe(named.length);
        const nodes = new Set([CFDocument, ...CFItems].map(({ identifier }) => identifier));
        for (const { originNodeURI, destinationNodeURI } of CFAssociations) expect([nodes.has(originNodeURI.identifier), nodes.has(destinationNodeURI.identifier)]).toEqual([true, true]);
      }),
    );
  });

  it('puts each expectation below its competency, with the levels at which it holds', () => {
    const { CFItems } = read(awkward);
    expect(CFItems.map(({ CFItemType, fullStatement, educationLevel }) => [CFItemType, fullStatement, educationLevel])).toEqual([
      ['Group', 'soft', undefined],
      ['Group', 'hard', undefined],
      ['Competency', 'Listens 👂🏽', undefined],
      ['Competency', 'Kneads', undefined],
      ['Expectation', '=HYPERLINK("http://evil")', ['Apprentice', 'Baker / Пекарь']],
      ['Expectation', '- Hears\n# everything | *now*', ['Master']],
      ['Expectation', 'שלום dough', ['Apprentice']],
      ['Expectation', 'Both_hands & `feet`', ['Baker / Пекарь', 'Master']],
    ]);
  });

  it('says which expectation a higher one raises', () => {
    const precedes = read(awkward).CFAssociations.filter(({ associationType }) => associationType === 'precedes');
    expect(precedes.map(({ originNodeURI, destinationNodeURI }) => [originNodeURI.title, destinationNodeURI.title])).toEqual([
      ['=HYPERLINK("http://evil")', '- Hears\n# everything | *now*'],
      ['שלום dough', 'Both_hands & `feet`'],
    ]);
  });

  it('has the grid as a rubric', () => {
    const { content } = catalogueEntry('python-developer');
    const [rubric] = read({ ...awkward, content, languages: ['ru', 'en'] }).CFRubrics;
    const caching = rubric?.CFRubricCriteria.find(({ description }) => description === 'Кэширование');
    expect(caching?.CFRubricCriterionLevels.map(({ quality, position }) => [quality, position])).toEqual([['Middle+', 3], ['Senior', 4], ['Lead', 5]]);
  });

  it.each([['draft', 'Draft'], ['published', 'Adopted'], ['retired', 'Deprecated'], ['discarded', 'Deprecated']] as const)('of a version that is %s is %s', (status, adoptionStatus) =>
    expect(read({ ...awkward, status, version: 7 }).CFDocument).toMatchObject({ adoptionStatus, version: '7' }));

  it('says in which language each item is where it lacks the document’s, and speaks that in its terms and its rubric', () => {
    const { content } = awkward;
    const terms = [...content.terms, { word: 'Пар', definition: { en: 'Hot water', ru: 'Горячая вода' }, measure: [] }];
    const { CFDocument, CFItems, CFDefinitions, CFRubrics } = read({ ...awkward, content: { ...content, terms }, languages: ['ru', 'en'] });
    expect(CFDocument.language).toBe('ru');
    expect(CFItems.slice(2).map(({ language }) => language)).toEqual(['ru', 'en', 'ru', 'ru', 'en', 'ru']);
    expect(CFDefinitions.CFConcepts.map(({ title, description, hierarchyCode }) => [title, description, hierarchyCode])).toEqual([['Опара', 'Жидкое тесто', '1'], ['Пар', 'Горячая вода', '2']]);
    expect(read(awkward).CFDefinitions.CFConcepts[0]?.title).toBe('Sponge');
    expect(CFRubrics[0]?.CFRubricCriteria[0]?.CFRubricCriterionLevels.at(-1)?.description).toBe('Слышит, "всё"');
  });

  it('numbers what stands below a thing in the order of the matrix', () => {
    const numbered = read(awkward).CFAssociations.filter(({ associationType }) => associationType === 'isChildOf').map(({ sequenceNumber, originNodeURI }) => [originNodeURI.title, sequenceNumber]);
    expect(numbered).toEqual([
      ['soft', 1], ['hard', 2], ['Listens 👂🏽', 1], ['=HYPERLINK("http://evil")', 1], ['- Hears\n# everything | *now*', 2], ['Kneads', 2], ['שלום dough', 1], ['Both_hands & `feet`', 2],
    ]);
  });

  it('has no name of one matrix in another', () => {
    const others = new Set(ids({ ...awkward, matrix: 'awkward1', version: 1 }));
    expect(ids({ ...awkward, version: 11 }).filter((id) => others.has(id))).toEqual([]);
  });

  it('names a thing the same in each export of a version, and otherwise in the next version', () => {
    expect(ids({ ...awkward, languages: ['ru'] })).toEqual(ids(awkward));
    expect(ids({ ...awkward, version: 4 }).filter((id) => ids(awkward).includes(id))).toEqual([]);
  });
});
