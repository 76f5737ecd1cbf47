import { matrixContent, matrixFaults, type MatrixContent } from '@rung/matrix-model';
import fc from 'fast-check';

import type { Subject } from './subject.js';

const cell = (listedAt: string[], statement: Record<string, string>, more: object = {}) => ({
  listedAt, statement, questions: [], evidenceRequired: false, mustHave: false, weight: 1, ...more,
});

/** Small, and with everything that could break a format: formulas, markup, several lines, scripts from right to left, an emoji, a lacking language. */
export const awkward: Subject = {
  matrix: 'awkward',
  version: 3,
  status: 'published',
  changedAt: '2026-11-26T10:00:00.000Z',
  languages: ['en', 'ru'],
  content: {
    name: 'Bakers & <b>"Co"</b>',
    reading: 'additive',
    groups: ['soft', 'hard'],
    levels: [
      { code: 'apprentice', names: ['Apprentice'], sameAs: {} },
      { code: 'baker', names: ['Baker', 'Пекарь'], sameAs: {} },
      { code: 'master', names: ['Master'], sameAs: { hard: 'baker' } },
    ],
    terms: [
      { word: 'Опара', words: { ru: 'Опара', en: 'Sponge' }, definition: { ru: 'Жидкое тесто', en: 'Liquid dough' }, measure: [{ label: 'часов', labels: { en: 'hours', ru: 'часов' }, value: 4 }] },
    ],
    competencies: [
      {
        id: 'listening', group: 'soft', title: { en: 'Listens 👂🏽', ru: 'Слушает' },
        cells: [
          cell(['apprentice'], { en: '=HYPERLINK("http://evil")', ru: '+7 <script>alert(1)</script>' }, { questions: [{ en: 'When?\n1. Really?', ru: 'Когда?' }, { en: '@who' }], evidenceRequired: true, mustHave: true }),
          cell(['master'], { en: '- Hears\n# everything | *now*', ru: 'Слышит, "всё"' }),
        ],
      },
      {
        id: 'kneading', group: 'hard', title: { en: 'Kneads' },
        cells: [cell(['apprentice'], { en: 'שלום dough' }), cell(['baker'], { en: 'Both_hands & `feet`', ru: '\tОбеими' }, { weight: 1.5 })],
      },
    ],
  },
};

const languageTag = fc.constantFrom('en', 'ru', 'de-AT', 'zh-Hant');
const said = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom('no', '~', '1e3', '0x1F', '2026-11-26', '- a', 'a: b', '# c', ' x ', 'x\n', '\n\ny', '"', "'", '!!binary x', '&a', '*a', '%TAG', '---', '...', '\u2028', '\u0085', '\ufeff', '{{', '? ', 'null', '<<'),
);
const text = fc.dictionary(languageTag, said, { minKeys: 1, maxKeys: 3 });
const levels = ['one', 'two', 'three', 'four'];
const anyCell = (listedAt: string) => fc.record({
  listedAt: fc.constant(listedAt).map((code) => [code]), statement: text, questions: fc.array(text, { maxLength: 3 }), examples: fc.array(text, { maxLength: 2 }), antipatterns: fc.array(text, { maxLength: 2 }), evidenceRequired: fc.boolean(), mustHave: fc.boolean(),
  weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
});

function sameAsOf(isTwo: boolean): Record<string, string> {
  return isTwo ? { hard: 'two' } : {};
}

function sameAsIn(reference: readonly [string, string] | null): { sameAs?: Record<string, string> } {
  return reference === null ? {} : { sameAs: Object.fromEntries([reference]) };
}

/** Sound ones, of any texts. */
export const anyMatrix: fc.Arbitrary<MatrixContent> = fc
  .record({
    name: said.filter((name) => name.length <= 200),
    reading: fc.constantFrom('complete' as const, 'additive' as const),
    groupNames: fc.record({ hard: text }),
    same: fc.boolean(),
    own: fc.array(fc.option(fc.tuple(fc.constantFrom(...levels), fc.constantFrom(...levels))), { minLength: 6, maxLength: 6 }),
    competencies: fc.array(fc.tuple(fc.constantFrom('soft', 'hard'), text, fc.subarray(levels.slice(0, 3), { minLength: 1 }).chain((at) => fc.tuple(...at.map(anyCell)))), { maxLength: 6 }),
    terms: fc.uniqueArray(fc.record({ word: said, definition: text, measure: fc.array(fc.record({ label: said, value: fc.integer() }), { maxLength: 2 }) }), { maxLength: 2, selector: ({ word }) => word }),
  })
  .map(({ same, own, competencies, ...rest }): MatrixContent => ({
    ...rest,
    groups: ['soft', 'hard'],
    levels: levels.map((code, at) => ({ code, names: [code.toUpperCase()], sameAs: sameAsOf(at === 3 && same) })),
    competencies: competencies.map(([group, title, cells], at) => ({ id: `c-${at}`, group, title, cells, ...sameAsIn(own[at] ?? null) })),
  }))
  .filter((content) => matrixContent.safeParse(content).success && matrixFaults(content).length === 0);
