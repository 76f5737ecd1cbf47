import { describe, expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';
import { previewOf } from './index.js';

const hards = (list: string) => grid(`Level Junior Hards: ${list}`)[0]?.replace('Junior | soft:  | hard: ', '');
const unassigned = (text: string) =>
  previewOf(text)
    .anomalies.filter((anomaly) => anomaly.kind === 'unassigned-text')
    .map(({ line, column }) => `${line}:${column}`);

describe('Markdown goes, code stays', () => {
  it.each([
    ['Знает методы __init__ и __str__', 'Знает методы __init__ и __str__'],
    ['Понимает *args и **kwargs', 'Понимает *args и **kwargs'],
    ['__init__', '__init__'],
    ['Uses 2**3 and a**b', 'Uses 2**3 and a**b'],
    ['**Знает SQL**', 'Знает SQL'],
    ['__Пишет__ тесты', 'Пишет тесты'],
    ['*Git*', 'Git'],
    ['_Docker_', 'Docker'],
    ['**Git**: knows **hooks**', 'Git: knows hooks'],
    ['Uses **Kafka** well', 'Uses Kafka well'],
  ])('%s', (item, statement) => expect(grid(`Level Junior\nHards:\n1. First.\n2. ${item}.\n3. Last.`)).toEqual([`Junior | soft:  | hard: First; ${statement}; Last`]));

  it('goes where the number is bold as well', () => expect(grid('Level Junior\nHards:\n**1. Git**\n**2. SQL**')[0]).toContain('Git; SQL'));
});

describe('an item after a missing stop', () => {
  it.each([
    ['1. Uses Git 2. Reads logs 3. Knows SQL 4. Writes Go 5. Linux.', 'Uses Git; Reads logs; Knows SQL; Writes Go; Linux'],
    ['1. Git. 2. Понимание C++ 3. Знание SQL.', 'Git; Понимание C++; Знание SQL'],
    ['1. Uses Git. 2. Works with Docker 3. Writes SQL.', 'Uses Git; Works with Docker; Writes SQL'],
  ])('is one: %s', (list, expected) => expect(hards(list)).toBe(expected));

  it.each(['Works with Python 3. Knows libraries', 'Works with Angular 3. Knows it', 'Is in the Top 3. Stays there', 'Knows version 3. Knows why'])(
    'is none behind a version: %s',
    (statement) => expect(hards(`1. Uses Git. 2. ${statement}. 3. Leads. 4. Writes.`)).toBe(`Uses Git; ${statement}; Leads; Writes`),
  );
});

describe('numbers', () => {
  it.each(['1 . Uses Git. 2 . Writes SQL.', '1 ) Uses Git; 2 ) Writes SQL;'])('may stand apart from their sign: %s', (list) =>
    expect(hards(list)).toBe('Uses Git; Writes SQL'),
  );
  it('may be large', () => expect(grid('Level Junior\nHards:\n1000. Uses Git\n1001. Writes SQL')[0]).toContain('hard: Uses Git; Writes SQL'));
  it('are no years', () => expect(hards('1. Knows the rules of 2024. Applies them. 2. Git.')).toBe('Knows the rules of 2024. Applies them; Git'));
});

describe('references', () => {
  it('that lead back to where they come from are said', () => {
    const text = 'Level Junior\nSofts: same as Middle.\nHards:\n1. Git.\nLevel Middle\nSofts: same as Junior.\nHards:\n1. SQL.';
    expect(unassigned(text)).toEqual(['6:8']);
    expect(previewOf(text).anomalies[0]?.message).toContain('leads back');
  });

  it('among other items are said, and no statements', () => {
    const text = 'Level Junior\nHards:\n1. Git.\nLevel Senior\nHards:\n1. Same as Junior.\n2. SQL.';
    expect(grid(text)[1]).toBe('Senior | soft:  | hard: SQL');
    expect(unassigned(text)).toEqual(['6:4']);
  });

  it.each(['без изменений.', 'Те же.', 'unchanged', '\n1. Same.', 'no changes', 'The same.'])('without a name mean the level before: %s', (words) => {
    const text = `Level Junior\nHards:\n1. Git.\nLevel Middle\nHards:\n1. SQL.\nLevel Senior\nHards: ${words}`;
    expect(grid(text)[2]).toBe('Senior | soft:  | hard =Middle: SQL');
    expect(unassigned(text)).toEqual([]);
  });

  it('without a name mean nothing at the first level', () => {
    const text = 'Level Junior\nHards: unchanged\nSofts:\n1. Listens.';
    expect(unassigned(text)).toEqual(['2:8']);
  });
});

describe('additive lists', () => {
  it.each([
    'Level Middle\nХарды:\nВсё, что у Junior, плюс:\n1. SQL.',
    'Level Middle\nХарды:\nВ дополнение к Junior:\n1. SQL.',
    'Level Middle\nHards: In addition to Junior: 1. SQL.',
    'Уровень Middle (всё из Junior, а также)\nХарды:\n1. SQL.',
    'Level Middle (everything from Junior, plus)\nHards:\n1. SQL.',
    'Level Middle: in addition to Junior\nHards:\n1. SQL.',
  ])('%j', (level) => {
    const text = `Level Junior\nHards:\n1. Git.\n${level}`;
    expect(previewOf(text).reading).toBe('additive');
    expect(grid(text)[1]).toBe('Middle | soft:  | hard: Git; SQL');
    expect(unassigned(text)).toEqual([]);
  });

  it.each(['В дополнение к коду, пишет тесты', 'In addition to code, writes docs'])('are none: %s', (statement) =>
    expect(previewOf(`Level Junior Hards: 1. Git. Level Middle Hards: 1. ${statement}.`).reading).toBe('complete'),
  );
});

it('a dash between two names is no sign of the first', () =>
  expect(grid('Уровень Senior - эксперт\nХарды:\n1. SQL.')).toEqual(['Senior + эксперт | soft:  | hard: SQL']));

it('bounds are read behind Russian ordinals', () => {
  const text = 'Уровень Junior Софты: 1. Учится. 2. Наставничество. Наставничество — это помощь (от 1го - минимум, до 3х - максимум).';
  expect(previewOf(text).terms[0]?.measure).toEqual([
    { label: 'минимум', value: 1 },
    { label: 'максимум', value: 3 },
  ]);
});

it('letters are composed, and places are those of the original', () => {
  const text = 'Уровень Junior\nХарды:\n1. Чистый кои\u0306 и е\u0308лка.2. SQL.\nУровень Senior\nХарды:\n1. Чистый кой и ёлка.';
  expect(grid(text)).toEqual(['Junior | soft:  | hard: Чистый кой и ёлка; SQL', 'Senior | soft:  | hard: Чистый кой и ёлка']);
  expect(previewOf(text).anomalies).toEqual([expect.objectContaining({ kind: 'missing-space', line: 3, column: 24 })]);
});

describe('a list of terms', () => {
  const softs = 'Level Junior\nSofts:\n1. Learns.\n2. Listens.\n\n';
  it.each([
    ['lines', 'Термины:\nОС — обратная связь.\nНаставничество — помощь (от 1го - минимум, до 3х - максимум).', ['ОС', 'Наставничество']],
    ['dashes', 'Terms:\n- Feedback: what peers say.\n- Mentoring - help (from 1 - minimum, up to 3 - maximum).', ['Feedback', 'Mentoring']],
    ['numbers', '## Glossary\n1. **Feedback** - what peers say\n2. Mentoring means help (1 is minimum, 3 maximum)', ['Feedback', 'Mentoring']],
  ])('of %s is read, and is no list of statements', (_, terms, words) => {
    const preview = previewOf(softs + terms);
    expect(grid(softs + terms)).toEqual(['Junior | soft: Learns; Listens | hard: ']);
    expect(preview.terms.map((term) => term.word)).toEqual(words);
    expect(preview.terms.map((term) => term.measure.map((bound) => bound.value))).toEqual([[], [1, 3]]);
    expect(preview.anomalies).toEqual([]);
  });

  it.each([
    ['Glossary:\n- Incident: an outage that customers notice', 'Incident', 'an outage that customers notice'],
    ['## Terms\n* **Runbook** — what to do, step by step.', 'Runbook', 'what to do, step by step.'],
    ['Термины:\n1. Инцидент: сбой, который заметил клиент.', 'Инцидент', 'сбой, который заметил клиент.'],
    ['Термины:\nОС (обратная связь) – мнение коллег.', 'ОС', '(обратная связь) – мнение коллег.'],
  ])('defines a word by what follows it: %s', (list, word, definition) => {
    expect(previewOf(`${softs}${list}`).terms).toEqual([{ word, definition, measure: [] }]);
  });

  it('does not take in what stands apart from it', () => {
    const text = `${softs}Terms:\nFeedback: what peers say,\nand managers.\n\nApproved by the CTO`;
    expect(previewOf(text).terms.map((term) => term.definition)).toEqual(['what peers say, and managers.']);
    expect(unassigned(text)).toEqual(['10:1']);
  });

  it('ends where a level begins', () =>
    expect(grid(`${softs}Terms:\nOS: a system\n\nLevel Senior\nSofts:\n1. Leads.`)).toEqual([
      'Junior | soft: Learns; Listens | hard: ',
      'Senior | soft: Leads | hard: ',
    ]));
});

it('two definitions side by side are two terms, each with its measure', () => {
  const text =
    'Level Junior Softs: 1. Learns. 2. Mentors. Mentoring means help (from 2 – optimal, up to 5 – maximum). Ownership means finishing (1 is minimum, 3 the limit).';
  expect(previewOf(text).terms.map((term) => [term.word, term.measure.map((bound) => bound.value)])).toEqual([
    ['Mentoring', [2, 5]],
    ['Ownership', [1, 3]],
  ]);
});
