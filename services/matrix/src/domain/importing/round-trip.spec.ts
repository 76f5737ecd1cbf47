// What docs/matrix-export.md says that comes back of an export, format by format, is what does.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { inForceAt, matrixFaults, type Expectation, type LocalizedText, type MatrixContent } from '@rung/matrix-model';

import { exportFormats, type ExportFormat } from '../exporting/index.js';
import { nameOfLevel } from '../exporting/subject.js';
import { readMatrixFile, toMatrixContent } from './index.js';

const both = (words: string, russian: string): LocalizedText => ({ en: words, ru: russian });
const cell = (at: string, statement: LocalizedText, more: Partial<Expectation> = {}): Expectation => ({ listedAt: [at], statement, questions: [], evidenceRequired: false, mustHave: false, weight: 1, ...more });

/** With everything that a matrix has; names, codes and ids of which none could be made of another. */
const whole: MatrixContent = {
  name: 'Bakers',
  reading: 'additive',
  groups: ['soft', 'of-the-house'],
  groupNames: { 'of-the-house': both('House rules', 'Правила дома') },
  levels: [
    { code: 'helping', names: ['Junior'], sameAs: {} },
    { code: 'baking', names: ['Middle', 'Baker'], sameAs: {} },
    { code: 'leading', names: ['Senior'], sameAs: { 'of-the-house': 'baking' } },
  ],
  terms: [{ word: 'Sponge', words: both('Sponge', 'Опара'), definition: both('Liquid dough', 'Жидкое тесто'), measure: [{ label: 'hours', value: 4 }, { label: 'limit', value: 6 }] }],
  competencies: [
    {
      id: 'hears', group: 'soft', title: both('Listening', 'Умение слушать'),
      cells: [
        cell('helping', both('=Listens, and repeats', '-Слушает и повторяет'), { questions: [both('Whom did you hear out?', 'Кого ты выслушал?'), both('What came of it?', 'Что вышло?')], evidenceRequired: true, mustHave: true }),
        cell('baking', both('Asks', 'Спрашивает'), { weight: 2.5, examples: [both('Asks why', 'Спрашивает зачем'), both('Sums up', 'Подводит итог')], antipatterns: [both('Nods', 'Кивает')], measure: [{ label: 'optimum', value: 2 }, { label: 'limit', value: 5.5 }] }),
      ],
      sameAs: { leading: 'helping' },
    },
    { id: 'sweeps', group: 'of-the-house', title: both('Order', 'Порядок'), cells: [cell('helping', both('Sweeps', 'Подметает')), cell('baking', both('Sees to it', 'Следит'))] },
    { id: 'sifts', group: 'soft', title: both('Sifting', 'Просеивание'), cells: [cell('helping', both('Sifts', 'Просеивает'))], ended: { level: 'leading', reason: both('There is a mill', 'Есть мельница') } },
  ],
};

const sorted = (text: LocalizedText): string => JSON.stringify(Object.entries(text).sort());
const inForce = (content: MatrixContent, tellOf: (found: ReturnType<typeof inForceAt>[number]) => unknown): unknown =>
  content.levels.map(({ code }) => [nameOfLevel(content, code), inForceAt(content, code).map((found) => JSON.stringify(tellOf(found))).sort()]);
const named = (content: MatrixContent, sameAs: Readonly<Record<string, string>> = {}): unknown => Object.entries(sameAs).map((pair) => pair.map((code) => nameOfLevel(content, code))).sort();
const english = ({ en = '' }: LocalizedText): string => en;

/** By the row of the table, what it is about. */
const told: Readonly<Record<string, (content: MatrixContent) => unknown>> = {
  'what is in force at each level': (content) => inForce(content, ({ competency, cell: { statement } }) => [english(competency.title), english(statement)]),
  'texts': (content) => inForce(content, ({ competency, cell: { statement } }) => [sorted(competency.title), sorted(statement)]),
  'ids of competencies': ({ competencies }) => competencies.map(({ id }) => id),
  'codes of levels': ({ levels }) => levels.map(({ code }) => code),
  'codes of groups': ({ groups, competencies }) => [groups, competencies.map(({ title, group }) => [english(title), group]).sort()],
  'names of groups': ({ groupNames = {} }) => Object.values(groupNames).map(sorted),
  'that a cell is the same as another level’s': (content) => content.competencies.map(({ title, sameAs }) => [english(title), english(title) === 'Order' ? [] : named(content, sameAs)]).sort(),
  'that a whole group is': (content) => content.levels.map(({ code, sameAs }) => [nameOfLevel(content, code), Object.values(sameAs).map((code) => nameOfLevel(content, code))]),
  'questions, must-haves, demands for evidence': (content) => inForce(content, ({ competency, cell: { questions, mustHave, evidenceRequired } }) => [english(competency.title), questions.map(english), mustHave, evidenceRequired]),
  'weights': (content) => inForce(content, ({ competency, cell: { weight } }) => [english(competency.title), weight]),
  'examples, antipatterns, measures of cells': (content) => inForce(content, ({ competency, cell: { examples = [], antipatterns = [], measure = [] } }) => [english(competency.title), examples.map(english), antipatterns.map(english), measure]),
  'terms': ({ terms }) => terms.map(({ words, definition, measure }) => [sorted(words ?? {}), sorted(definition), measure.map(({ label, value }) => [label, value])]),
  'that lists are additive; why a competency ended': ({ reading, competencies }) => [reading, competencies.map(({ ended }) => ended ?? null)],
};

const back = (format: ExportFormat): MatrixContent => {
  const { write, extension } = exportFormats[format];
  const written = write({ matrix: 'm', version: 2, status: 'published', changedAt: '2026-11-27T10:00:00.000Z', languages: ['en', 'ru'], content: whole });
  return toMatrixContent(readMatrixFile({ bytes: Buffer.from(written), name: `m.${extension}` }), { name: whole.name });
};

const page = readFileSync(new URL('../../../../../docs/matrix-export.md', import.meta.url), 'utf8');
const [header = [], , ...lines] = page.slice(page.indexOf('| Comes back |'), page.indexOf('\n\n', page.indexOf('| Comes back |'))).split('\n').map((line) => line.split('|').slice(1, -1).map((words) => words.trim().replaceAll('`', '')));
const columns = header.flatMap((words, at) => words.split(', ').map((format) => ({ format, at }))).filter(({ format }) => Object.hasOwn(exportFormats, format)) as { format: ExportFormat; at: number }[];

it('the matrix of this test is sound, and the page has a row for everything that is looked at', () => {
  expect(matrixFaults(whole)).toEqual([]);
  expect(lines.map(([what]) => what)).toEqual(Object.keys(told));
  expect(columns.map(({ format }) => format)).toEqual(['json', 'yaml', 'csv', 'xlsx', 'markdown', 'case']);
});

describe.each(columns)('of $format', ({ format, at }) => {
  const again = back(format);
  it.each(lines.map((line): [string, string] => [line[0] ?? '', line[at] ?? '']))('%s: %s', (what, words) => {
    const [before, after] = [told[what]?.(whole), told[what]?.(again)];
    if (words.startsWith('yes')) expect(after).toEqual(before);
    else expect(after).not.toEqual(before);
  });
});
