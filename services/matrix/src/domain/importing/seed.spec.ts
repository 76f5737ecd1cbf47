import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { matrixFaults } from '@rung/matrix-model';

import { previewOf, readMatrixText, slipThreshold, toMatrixContent } from './index.js';
import { comparable, similarity } from './merging/similarity.js';

const text = readFileSync(fileURLToPath(new URL('../../../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url)), 'utf8');
const preview = previewOf(text);
const of = (group: string) => preview.competencies.filter((competency) => competency.group === group);
const counts = (group: 'soft' | 'hard') => preview.levels.map((level) => level.groups[group]);

describe('the first real matrix', () => {
  it('has five levels, one with two names', () =>
    expect(preview.levels.map((level) => level.names)).toEqual([['Junior'], ['Junior+', 'Middle-'], ['Middle+'], ['Senior'], ['Lead']]));

  it('has twelve softs, of which 4, 4, 7, 9 and 12 are in force', () => {
    expect(of('soft')).toHaveLength(12);
    expect(counts('soft').map((count) => count.inForce)).toEqual([4, 4, 7, 9, 12]);
    expect(counts('soft').map((count) => count.own)).toEqual([4, 4, 7, 9, 12]);
  });

  it('has 42 hards, and those of Lead are those of Senior by reference', () => {
    expect(of('hard')).toHaveLength(42);
    expect(counts('hard')).toEqual(
      [7, 8, 13, 14, 0].map((own, at) => ({ own, inForce: [7, 8, 13, 14, 14][at], sameAs: at === 4 ? 'Senior' : null })),
    );
    const atLead = of('hard').filter((competency) => competency.cells.some((cell) => cell.levels.includes('Lead')));
    expect(atLead.every((competency) => competency.cells.every((cell) => cell.levels.join() === 'Senior,Lead'))).toBe(true);
  });

  it('demands evidence once, with two questions', () => {
    expect(
      preview.competencies
        .filter((competency) => competency.cells.some((cell) => cell.evidenceRequired))
        .map((competency) => competency.id),
    ).toEqual(['zhelanie-uchitsya-kotoroe-podtverzhdaetsya-delom']);
    expect(of('soft')[0]?.cells).toEqual([
      {
        levels: ['Junior', 'Junior+', 'Middle+', 'Senior', 'Lead'],
        statement: 'Желание учиться которое подтверждается делом',
        questions: ['Что изучено за последний год?', 'Как это применяется?'],
        evidenceRequired: true,
        mustHave: true,
      },
    ]);
  });

  it('has one slip of the pen: merged in its first wording and reported at its place', () => {
    const slips = preview.anomalies.filter((anomaly) => anomaly.kind === 'near-duplicate');
    expect(slips).toHaveLength(1);
    expect(text.slice((slips[0]?.column ?? 0) - 1).startsWith('Умение доносить своим мысли')).toBe(true);
    expect(slips[0]?.message).toContain('"свои" became "своим"');
    expect(
      of('soft')
        .find((competency) => competency.title.startsWith('Умение доносить'))
        ?.cells.map((cell) => [cell.statement, cell.levels]),
    ).toEqual([['Умение доносить свои мысли до коллег', ['Middle+', 'Senior', 'Lead']]]);
  });

  it('names what is missing where', () => {
    const after = (kind: string) =>
      preview.anomalies.filter((anomaly) => anomaly.kind === kind).map(({ column }) => text.slice(column - 1).slice(0, 12));
    expect(after('missing-stop')).toEqual([' 7. Умение в', ' 7. Умение в', ' 3. Умение п', ' 7. Умение в', ' 10. Наставн']);
    expect(after('missing-space')).toEqual(
      expect.arrayContaining(['Харды: 1. Зн', 'Софты: 1. Же', 'Уровень Lead', 'Многозадачно', '(Что изучено']),
    );
    expect(new Set(preview.anomalies.map((anomaly) => anomaly.kind))).toEqual(new Set(['missing-stop', 'missing-space', 'near-duplicate']));
    expect(preview.anomalies.every((anomaly) => anomaly.line === 1)).toBe(true);
  });

  it('defines one term, with its measure', () => {
    expect(preview.terms).toEqual([
      {
        word: 'Многозадачность',
        definition: expect.stringMatching(/^Многозадачность - в термин вкладывается НЕ .* эффективности\.$/),
        measure: [
          { label: 'оптимально', value: 2 },
          { label: 'максимально', value: 5 },
        ],
      },
    ]);
  });

  it('keeps the digits of its statements', () => {
    const titles = preview.competencies.map((competency) => competency.title);
    expect(titles).toEqual(
      expect.arrayContaining([
        'Умение проведения встреч one-2-one',
        'Умение программировать на нескольких языках (Python + JS/Go/Rust)',
        'Многозадачность',
      ]),
    );
    expect(preview.questions).toEqual([]);
    expect(preview.reading).toBe('complete');
  });

  it('has readable ids, each once', () => {
    const ids = preview.competencies.map((competency) => competency.id);
    expect(new Set(ids).size).toBe(54);
    expect(ids.every((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 60)).toBe(true);
  });

  it('holds the threshold of slips far from different statements', () => {
    const hards = of('hard').map((competency) => comparable(competency.cells[0]?.statement ?? ''));
    const closest = Math.max(...hards.flatMap((one, at) => hards.slice(at + 1).map((other) => similarity(one, other))));
    expect(closest).toBeLessThan(slipThreshold - 0.15);
    expect(
      similarity(comparable('Умение доносить свои мысли до коллег'), comparable('Умение доносить своим мысли до коллег')),
    ).toBeGreaterThan(slipThreshold + 0.02);
  });

  it('becomes a sound matrix', () => {
    const content = toMatrixContent(readMatrixText(text), { name: 'Python-разработчик' });
    expect(matrixFaults(content)).toEqual([]);
    expect(content.levels.map((level) => level.code)).toEqual(['junior', 'junior-plus', 'middle-plus', 'senior', 'lead']);
  });

  const shape = (of: string) => {
    const { levels, competencies, terms } = previewOf(of);
    return { levels, competencies, terms };
  };

  it.each([
    ['a line for each item and heading', (of: string) => of.replace(/(?<=[^(\d])(?=(?:Уровень |Софты:|Харды:|\d{1,2}\. ))/g, '\n')],
    ['Windows lines', (of: string) => of.replace(/ (?=\d{1,2}\. )/g, '\r\n')],
    ['a byte order mark', (of: string) => `\ufeff${of}`],
    ['no stops before the next number', (of: string) => of.replace(/\.(?= \d{1,2}\. \p{Lu})/gu, '')],
  ])('reads the same with %s', (_, change) => expect(shape(change(text))).toEqual(shape(text)));

  it('keeps the order of its levels where it is another, and asks', () => {
    const reversed = previewOf(
      text
        .split(/(?=Уровень )/)
        .reverse()
        .join(''),
    );
    expect(reversed.levels.map((level) => [level.names[0], level.groups.soft.inForce, level.groups.hard.inForce])).toEqual([
      ['Lead', 12, 14],
      ['Senior', 9, 14],
      ['Middle+', 7, 13],
      ['Junior+', 4, 8],
      ['Junior', 4, 7],
    ]);
    expect(reversed.competencies).toHaveLength(54);
    expect(reversed.levels[0]?.groups.hard).toEqual({ own: 0, inForce: 14, sameAs: 'Senior' });
    expect(reversed.terms.map((term) => term.word)).toEqual(['Многозадачность']);
    expect(reversed.questions.map((question) => question.kind)).toEqual(['levels-reversed']);
  });
});
