// A matrix of the size that a large company's is, and the next version of it: no two texts of it alike, the same in every run.
import { mustBe } from '../log/counted.js';

const levels = 12;
const languages = ['en', 'ru', 'kk'] as const;
/** Where a competency has a cell of its own at each level, this is its share of the rows that a next version touches. */
const touchedEvery = 10;

const words: Readonly<Record<(typeof languages)[number], readonly string[]>> = {
  en: 'plan review mentor design deliver measure listen explain trace secure test release observe repair'.split(' '),
  ru: 'планирует проверяет наставляет проектирует поставляет измеряет слушает объясняет отслеживает защищает'.split(' '),
  kk: 'жоспарлайды тексереді үйретеді жобалайды жеткізеді өлшейді тыңдайды түсіндіреді бақылайды қорғайды'.split(' '),
};

/** A matrix as its service keeps it, every competency with a cell of its own at each of twelve levels, in three languages. */
export function largeMatrix(competencies: number) {
  const codes = Array.from({ length: levels }, (_, at) => `level-${at + 1}`);
  return {
    name: `A matrix of ${competencies} competencies`,
    reading: 'additive' as const,
    groups: ['soft', 'hard'],
    levels: codes.map((code, at) => ({ code, names: [`Level ${at + 1}`], sameAs: {} })),
    terms: [],
    competencies: Array.from({ length: competencies }, (_, row) => ({
      id: `competency-${row}`,
      group: row % 4 === 0 ? 'soft' : 'hard',
      title: inEach((language) => `${sentence(language, row, 3)} ${row}`),
      cells: codes.map((code, column) => ({
        listedAt: [code],
        statement: inEach((language) => `${sentence(language, row * levels + column, 10)} ${row}.${column}`),
        questions: column % 3 === 0 ? [inEach((language) => `${sentence(language, row + column, 6)} ${row}.${column}?`)] : [],
        evidenceRequired: column % 4 === 0,
        mustHave: row % 5 === 0,
        weight: 1,
      })),
    })),
  };
}
export type LargeMatrix = ReturnType<typeof largeMatrix>;

/** The same with one row in ten touched: one cell reworded in every language, one that demands evidence now. @returns how many cells differ as well. */
export function nextVersion(matrix: LargeMatrix): { readonly content: LargeMatrix; readonly changedCells: number } {
  const content = structuredClone(matrix);
  const touched = content.competencies.filter((_, row) => row % touchedEvery === 0);
  for (const [at, { cells }] of touched.entries()) {
    const [reworded, demanding] = [cells[at % levels], cells[(at + 1) % levels]];
    if (reworded === undefined || demanding === undefined) throw new Error('A competency of the bench has fewer cells than levels.');
    reworded.statement = inEach((language) => reworded.statement[language].replace(' ', ` ${at} `));
    demanding.evidenceRequired = !demanding.evidenceRequired;
  }
  return { content, changedCells: touched.length * 2 };
}

/** @throws Error unless something has as many rows and cells as the matrix. */
export function mustBeWhole(matrix: LargeMatrix, found: readonly { readonly cells: readonly unknown[] }[], what: string): void {
  mustBe(matrix.competencies.length, found.length, `competencies were to be ${what}`);
  mustBe(cellsOf(matrix), found.reduce((sum, { cells }) => sum + cells.length, 0), `cells were to be ${what}`);
}

export function cellsOf({ competencies }: LargeMatrix): number {
  return competencies.length * levels;
}

function inEach(text: (language: (typeof languages)[number]) => string) {
  return Object.fromEntries(languages.map((language) => [language, text(language)])) as Record<(typeof languages)[number], string>;
}

function sentence(language: (typeof languages)[number], seed: number, length: number): string {
  const known = words[language];
  return Array.from({ length }, (_, n) => known[(seed * 7 + n * n * 3 + (seed >> (n % 5))) % known.length]).join(' ');
}
