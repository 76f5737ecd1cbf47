import { describe, expect, it } from '@jest/globals';

import { previewOf } from '../index.js';

const two = (junior: string, senior: string) =>
  previewOf(`Level Junior\nHards:\n${numbered(junior)}\nLevel Senior\nHards:\n${numbered(senior)}\n`);
const numbered = (list: string) =>
  list
    .split('|')
    .map((item, at) => `${at + 1}. ${item}`)
    .join('\n');
const statements = (junior: string, senior: string) =>
  two(junior, senior).competencies.map((one) => [one.cells[0]?.statement, one.cells[0]?.levels.join('+')].join(' @'));
const kinds = (junior: string, senior: string) => two(junior, senior).anomalies.map((anomaly) => anomaly.kind);

describe('what levels repeat', () => {
  it.each([
    ['exactly', 'Explains options to the customer', 'Explains options to the customer'],
    ['in another case', 'Explains options to the customer', 'explains options to the Customer.'],
    ['with other spaces and stops', 'Explains options, to the customer', 'Explains  options to the customer;'],
    ['with ё', 'Учёт времени', 'Учет времени'],
  ])('%s is one competency, without a word', (_, junior, senior) => {
    expect(statements(junior, senior)).toEqual([`${junior} @Junior+Senior`]);
    expect(kinds(junior, senior)).toEqual([]);
  });

  it.each([
    ['a letter more', 'Explains options to the customer', 'Explains options to the customerr'],
    ['a letter less', 'Умение объяснить варианты реализации', 'Умение обяснить варианты реализации'],
    ['two letters swapped', 'Receives feedback from colleagues', 'Recieves feedback from colleagues'],
    ['another ending', 'Умение доносить свои мысли до коллег', 'Умение доносить своим мысли до коллег'],
    ['a small word', 'Explains the options of a solution to the customer', 'Explains options of a solution to the customer'],
    ['a letter less in a short text', 'Takes feedback well', 'Takes feedback wel'],
    ['a letter less in a long word of a short text', 'Writes queries', 'Writes querie'],
    ['a forgotten blank', 'Keeps a check list for reviews', 'Keeps a checklist for reviews'],
    ['swapped letters in a short statement', 'Умение принимать ОС', 'Уемние принимать ОС'],
    ['a letter in a word that stands alone', 'Многозадачность', 'Мнгоозадачность'],
    ['Title Case', 'Good Communication Skills At Work', 'Good Communication Skils At Work'],
  ])('with a slip, %s, is one competency in its first wording, and reported', (_, junior, senior) => {
    expect(statements(junior, senior)).toEqual([`${junior} @Junior+Senior`]);
    const [anomaly, ...rest] = two(junior, senior).anomalies;
    expect([anomaly?.kind, anomaly?.line, anomaly?.column, rest]).toEqual(['near-duplicate', 5 + 1, 4, []]);
  });

  it.each([
    ['a number', 'Leads 2 projects at the same time alone', 'Leads 5 projects at the same time alone'],
    ['a sign', 'Writes production code in C for devices', 'Writes production code in C# for devices'],
    ['capitals', 'Writes SQL for the pages of the reports', 'Writes CSS for the pages of the reports'],
    ['a version', 'Writes services in Python 2 for the team', 'Writes services in Python 3 for the team'],
    ['a name', 'Builds services on top of Kafka in production systems', 'Builds services on top of Redis in production systems'],
    ['a denial', 'Deploys to production with the help of colleagues', 'Deploys to production without the help of colleagues'],
    ['an opposite', 'Опыт написания синхронного кода для сервисов', 'Опыт написания асинхронного кода для сервисов'],
    ['an opposite prefix', 'Designs internal interfaces for the whole team', 'Designs external interfaces for the whole team'],
    ['a word of seniority', 'Mentors his junior colleagues every single week', 'Mentors his senior colleagues every single week'],
    ['another word in a long text', 'Умение помогать в развитии младших коллег из своей команды и всего отдела', 'Умение помогать в развитии старших коллег из своей команды и всего отдела'],
    ['another adjective in a long text', 'Умение выстраивать рабочие отношения с внутренними заказчиками, коллегами и подрядчиками проекта', 'Умение выстраивать рабочие отношения с внешними заказчиками, коллегами и подрядчиками проекта'],
    ['another preposition', 'Умение строить слой под базой данных сервиса', 'Умение строить слой над базой данных сервиса'],
    ['a half of a word', 'Designs storage and caches for read-heavy services of the whole company', 'Designs storage and caches for write-heavy services of the whole company'],
    ['a letter that makes another name', 'Writes unit tests for all of the code', 'Writes unity tests for all of the code'],
    ['a letter before a name', 'Builds the pages of the shop with React', 'Builds the pages of the shop with Preact'],
    ['the first letter of a name', 'Writes the services of the team in Java', 'Writes the services of the team in Lava'],
    ['a letter of a short name', 'Ведёт разработку сервисов на Spring', 'Ведёт разработку сервисов на String'],
    ['a conjunction', 'Ведёт встречи с заказчиком и командой проекта', 'Ведёт встречи с заказчиком или командой проекта'],
    ['a direction', 'Знание асинхронного ввода и его устройства в языке', 'Знание асинхронного вывода и его устройства в языке'],
    ['a word more', 'Owns the plans, the reviews and the releases of the services of the team', 'Owns the plans, the reviews and the releases of the core services of the team'],
    ['mixed capitals', 'Designs schemas for SQL databases of the team', 'Designs schemas for NoSQL databases of the team'],
  ])('but for %s is kept apart, and asked about', (_, junior, senior) => {
    expect(statements(junior, senior)).toEqual([`${junior} @Junior`, `${senior} @Senior`]);
    expect(kinds(junior, senior)).toEqual(['near-duplicate']);
  });

  it('but for a few words is kept apart', () => {
    expect(statements('Uses Git', 'Knows Git')).toEqual(['Uses Git @Junior', 'Knows Git @Senior']);
    expect(kinds('Works with Docker', 'Works with Docker Compose')).toEqual([]);
  });
});

describe('within one level', () => {
  it('equal statements are one, and said to be', () => {
    expect(statements('Uses Git|Uses Git', 'Leads')).toEqual(['Uses Git @Junior', 'Leads @Senior']);
    expect(kinds('Uses Git|Uses Git', 'Leads')).toEqual(['near-duplicate']);
  });

  it('similar statements are two, and each goes with its own', () => {
    const [one, other] = ['Explains options to the customer', 'Explains options to the customers'];
    expect(statements(`${one}|${other}`, `${other}|${one}`)).toEqual([`${one} @Junior+Senior`, `${other} @Junior+Senior`]);
    expect(kinds(`${one}|${other}`, `${other}|${one}`)).toEqual([]);
    expect(statements(one, `${other}|${one}`)).toEqual([`${one} @Junior+Senior`, `${other} @Senior`]);
  });
});

it('a slip that is repeated stays the same competency', () => {
  const preview = previewOf(
    'Level A Hards: 1. Explains options to the customer. Level B Hards: 1. Explains options to the custmer. Level C Hards: 1. Explains options to the custmer.',
  );
  expect(preview.competencies.map((one) => one.cells.map((cell) => cell.levels))).toEqual([[['A', 'B', 'C']]]);
});

it('a slip in a guidance question makes no other question, and is reported', () => {
  const preview = previewOf(
    'Level A Softs: 1. Learns (What was learned last year? How is it used?). Level B Softs: 1. Learns (What was leaned last year? How is it used?).',
  );
  expect(preview.competencies[0]?.cells[0]?.questions).toEqual(['What was learned last year?', 'How is it used?']);
  expect(preview.anomalies).toEqual([expect.objectContaining({ kind: 'near-duplicate', line: 1, column: 91, message: expect.stringContaining('leaned') })]);
});

it('softs and hards are never merged', () => {
  expect(previewOf('Level A Softs: 1. Works with people. Hards: 1. Works with people.').competencies).toHaveLength(2);
});
