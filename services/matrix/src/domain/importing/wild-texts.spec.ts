// Texts as companies write them, each of a kind that was misread once.
import { describe, expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';
import { previewOf } from './index.js';

const lines = (...all: string[]) => all.join('\n');

describe('terms on the line of their heading', () => {
  it.each([
    ['Terms', 'Terms: CI - integration; WIP - work in progress (optimal 2, max 5)', ['CI', 'WIP']],
    ['Glossary', 'Glossary: WIP means work in progress. CD means delivery.', ['WIP', 'CD']],
    ['Термины', 'Термины: ОС — обратная связь; Многозадачность — проекты сразу. Оптимально: 2.', ['ОС', 'Многозадачность']],
  ])('%s', (_, text, words) => {
    for (const border of ['\n', ' ']) {
      const { terms, anomalies, competencies } = previewOf(`Level Junior${border}Soft skills: 1. Asks.${border}Hard skills: 1. Git.${border}${text}`);
      expect(terms.map(({ word }) => word)).toEqual(words);
      expect([anomalies, competencies.length]).toEqual([[], 2]);
    }
  });

  it('are no terms within a statement', () => {
    expect(grid('Level Junior\nHard skills: 1. Terms: SLA — knows it. 2. Git.')).toEqual(['Junior | soft:  | hard: Terms: SLA — knows it; Git']);
  });
});

it('reads a wrapped line that looks like a level as part of its item', () => {
  const text = lines('Уровень Junior', 'Софты:', '- Знает свой', 'Уровень Ответственности', '- Спрашивает', 'Харды:', '- Git');
  expect(grid(text)).toEqual(['Junior | soft: Знает свой Уровень Ответственности; Спрашивает | hard: Git']);
});

it.each([
  ['letters', 'a) Asks\nb) Learns'],
  ['capital letters', 'A. Asks\nB. Learns'],
  ['number signs', '№1 Asks\n№2 Learns'],
  ['brackets on both sides', '(1) Asks\n(2) Learns'],
])('takes %s for marks', (_, list) => {
  expect(grid(`Level Junior\nSoft skills:\n${list}\nHard skills:\n1. Git`)).toEqual(['Junior | soft: Asks; Learns | hard: Git']);
});

it('keeps letters within an item', () => {
  expect(grid('Level Junior\nHard skills:\n1. Git:\n  a) rebase\n  b) bisect\n2. SQL')).toEqual([
    'Junior | soft:  | hard: Git: a) rebase b) bisect; SQL',
  ]);
});

it('takes one statement behind a heading without a mark', () => {
  expect(grid('Junior: Soft skills: asking; learning. Hard skills: Git. Senior: Soft skills: mentoring. Hard skills: architecture.')).toEqual([
    'Junior | soft: asking; learning | hard: Git',
    'Senior | soft: mentoring | hard: architecture',
  ]);
});

it.each(['Team Lead', 'Senior Python Developer', 'L3'])('reads "%s" as a level where the groups begin anew', (title) => {
  expect(grid(`Junior Developer\nSoft skills:\n- Asks\nHard skills:\n- Git\n${title}\nSoft skills:\n- Leads\nHard skills:\n- Go`)).toEqual([
    'Junior Developer | soft: Asks | hard: Git',
    `${title} | soft: Leads | hard: Go`,
  ]);
});

it.each([
  ['Level I', 'Level II', 'Plus everything from Junior'],
  ['Level Junior', 'Level Senior', 'All Junior skills'],
  ['Уровень I', 'Уровень II', 'Всё, что на уровне I'],
])('reads additive lists: %s, %s, "%s"', (low, high, marker) => {
  const text = `${low}\nSoft skills:\n- Asks\nHard skills:\n- Git\n${high}\nSoft skills:\n- ${marker}\n- Leads\nHard skills:\n- Go`;
  expect(grid(text)[1]).toMatch(/ \| soft: Asks; Leads \| hard: Git; Go$/);
});

it.each([
  ['Helps, evidence: links to reviews', true],
  ['Учится, подтверждает примерами', true],
  ['Выступает, нужны пруфы', true],
  ['Подтверждает фактами свои выводы', false],
])('sees whether "%s" asks for proof', (statement, evidence) => {
  const { competencies } = previewOf(`Level Junior\nSoft skills:\n1. ${statement}\nHard skills:\n1. Git`);
  expect(competencies[0]?.cells[0]?.evidenceRequired).toBe(evidence);
});
