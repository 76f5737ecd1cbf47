import { describe, expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';
import { previewOf } from './index.js';

const lines = (...all: string[]) => all.join('\n');
const junior = (softs: string[], hards: string[] = ['1. Uses Git.']) => lines('Level Junior', 'Softs:', ...softs, 'Hards:', ...hards);
const unassigned = (text: string) => previewOf(text).anomalies.filter((anomaly) => anomaly.kind === 'unassigned-text');

describe('a statement that begins with the word for level heads none', () => {
  it.each([
    ['the last of a list', ['1. Listens.', '2. Level of English is B2.'], 'Listens; Level of English is B2'],
    ['the first of a list', ['1. Grade of quality is high.', '2. Listens.'], 'Grade of quality is high; Listens'],
    ['without a stop', ['1. Listens', '2. Level of detail'], 'Listens; Level of detail'],
    ['before a capital', ['1. Listens', '2. Level Design is known'], 'Listens; Level Design is known'],
    ['under a dash', ['- Слушает.', '- Уровень изоляции транзакций знает.'], 'Слушает; Уровень изоляции транзакций знает'],
    ['under a dot', ['• Listens', '• Level design'], 'Listens; Level design'],
    ['with a word of seniority', ['1. Listens.', '2. Level Senior work of peers.'], 'Listens; Level Senior work of peers'],
    ['a wrapped line', ['1. Speaks English at a good', 'Level and writes it.', '2. Listens.'], 'Speaks English at a good Level and writes it; Listens'],
  ])('%s', (_, softs, expected) => {
    const text = junior(softs);
    expect(grid(text)).toEqual([`Junior | soft: ${expected} | hard: Uses Git`]);
    expect(unassigned(text)).toEqual([]);
  });

  it('in the last list before another level', () => {
    const text = lines(junior(['1. Listens.'], ['1. Level-headed use of Git.', '2. Levels of logging are understood.', '3. Level design']), junior(['1. Leads.']).replace('Junior', 'Senior'));
    expect(grid(text)[0]).toBe('Junior | soft: Listens | hard: Level-headed use of Git; Levels of logging are understood; Level design');
    expect(grid(text)[1]).toBe('Senior | soft: Leads | hard: Uses Git');
  });
});

describe('a numbered heading of a level is one', () => {
  it.each([
    ['1. Level Junior', '2. Level Senior', 'Senior'],
    ['## 1. Уровень Новичок', '## 2. Уровень новатор', 'новатор'],
    ['1. Level Ruby', '2. Level Amber', 'Amber'],
    ['- Level Ruby', '- Level Amber', 'Amber'],
  ])('%s', (first, second, name) => {
    const text = lines(first, 'Softs:', '1. Listens.', second, 'Softs:', '1. Leads.');
    expect(grid(text)[1]).toBe(`${name} | soft: Leads | hard: `);
    expect(previewOf(text).anomalies).toEqual([]);
  });
});

describe('the number before the heading of a group', () => {
  it.each([
    ['on the line above', 'Level Junior\nSofts:\n1. Listens.\n2. Team size up to 10.\nHards:\n1. Git.', 'Listens; Team size up to 10'],
    ['on one line', 'Уровень Junior Софты: 1. Слушает. 2. Английский не ниже IELTS 6. Харды: 1. Git.', 'Слушает; Английский не ниже IELTS 6'],
    ['of a bullet', 'Level Junior\nSofts:\n- Listens.\n- Leads 5.\nHards:\n- Git.', 'Listens; Leads 5'],
    ['with a bracket', 'Level Junior\nSofts:\n1) Listens\n2) Team of 3)\nHards:\n1) Git', 'Listens; Team of 3)'],
  ])('belongs to the statement: %s', (_, text, softs) => expect(grid(text)).toEqual([`Junior | soft: ${softs} | hard: Git`]));

  it.each([
    'Level Junior\n1. Softs:\n- Listens.\n2. Hards:\n- Git.',
    'Level Junior 1. Softs: 1. Listens. 2. Hards: 1. Git.',
    'Level Junior 1) Softs: - Listens. 2) Hards: - Git.',
  ])('numbers the heading: %j', (text) => expect(grid(text)).toEqual(['Junior | soft: Listens | hard: Git']));
});

describe('the words of a group in a wrapped line', () => {
  it.each([
    ['1. Grows own\nsoft skills.', 'Grows own soft skills'],
    ['1. Grows own\nsoft skills\n2. Listens', 'Grows own soft skills; Listens'],
    ['- Grows own\nhard skills.\n- Listens', 'Grows own hard skills; Listens'],
  ])('head nothing: %j', (softs, expected) =>
    expect(grid(`Level Junior\nSoft skills:\n${softs}\nHard skills:\n1. Git`)).toEqual([`Junior | soft: ${expected} | hard: Git`]),
  );

  it('head a group in small letters where all headings are', () =>
    expect(grid('Level Junior\nsofts\n- Listens\nhards\n- Git')).toEqual(['Junior | soft: Listens | hard: Git']));
});
