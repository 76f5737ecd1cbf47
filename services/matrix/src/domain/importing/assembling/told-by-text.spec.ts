import { expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';

import { readMatrixFile, toPreviewJson } from '../index.js';

const read = (files: Readonly<Record<string, string>>) => {
  const preview = readMatrixFile({ bytes: zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))), name: 'ladder.zip' });
  return { ...toPreviewJson(preview), terms: preview.matrix.terms };
};

const english = 'Level Junior\nSoft skills:\n1. Listens.\nHard skills:\n1. Saws.\nLevel Senior\nSoft skills:\n1. Listens.\n2. Multitasking.\nHard skills: same as Junior.\n\nMultitasking is handling orders at once: 2 optimal, 5 maximum.';
const russian = 'Уровень Junior\nСофты:\n1. Слушает.\nХарды:\n1. Пилит.\nУровень Senior\nСофты:\n1. Слушает.\n2. Многозадачность.\nХарды: те же, что у Junior.\n\nМногозадачность — это ведение заказов разом: 2 оптимально, 5 максимум.';

it('a list that is the same as a lower level’s stays a reference', () => expect(read({ 'ladder.txt': english }).levels[1]?.groups['hard']).toEqual({ own: 0, inForce: 1, sameAs: 'Junior' }));

it('a list that one of two translations tells by reference is one, and both define a term', () => {
  const { levels, competencies, terms, questions } = read({ 'ladder.en.txt': english, 'ladder.ru.txt': russian });
  expect(levels[1]?.groups['hard']).toEqual({ own: 0, inForce: 1, sameAs: 'Junior' });
  expect(competencies.map(({ title, titles }) => [title, titles?.['ru']])).toEqual([
    ['Listens', 'Слушает'],
    ['Saws', 'Пилит'],
    ['Multitasking', 'Многозадачность'],
  ]);
  expect(terms).toMatchObject([{ word: 'Multitasking', words: { en: 'Multitasking', ru: 'Многозадачность' }, definition: { en: expect.stringMatching(/orders/), ru: expect.stringMatching(/заказов/) } }]);
  expect(questions).toEqual([]);
});

it('a term that two files define is told once, as the first of them does', () => {
  const { terms } = read({
    'a.txt': 'Level Junior\nSoft skills:\n1. Multitasking.\n\nMultitasking is handling orders at once.',
    'b.txt': 'Level Junior\nHard skills:\n1. Multitasking.\n\nMultitasking is doing everything at once.',
  });
  expect(terms.map(({ definition }) => definition)).toEqual([{ en: 'Multitasking is handling orders at once.' }]);
});

it('lists that add to those before are read so in both languages, and not beside a file that repeats what it keeps', () => {
  const adding = 'Each level includes everything of the levels before it.\nLevel Junior\nHard skills:\n1. Saws.\nLevel Senior\nHard skills:\n1. Planes.';
  expect(read({ 'ladder.en.txt': adding, 'ladder.ru.txt': 'Уровень Junior\nХарды:\n1. Пилит.\nУровень Senior\nХарды:\n1. Строгает.' }).reading).toBe('additive');
  expect(read({ 'ladder.en.txt': adding.slice(adding.indexOf('\n')), 'ladder.ru.txt': 'Каждый следующий уровень включает всё, что было на предыдущих.\nУровень Junior\nХарды:\n1. Пилит.\nУровень Senior\nХарды:\n1. Строгает.' }).reading).toBe('additive');
  expect(read({ 'hards.txt': adding, 'softs.csv': 'Soft skill,Junior,Senior\nListening,Listens,Hears\n' }).reading).toBe('complete');
  expect(read({ 'hards.txt': adding, 'softs.txt': 'Level Junior\nSoft skills:\n1. Listens.\nLevel Senior\nSoft skills:\n1. Listens.' }).reading).toBe('complete');
});

it('a list that two files tell otherwise by reference is as the first of them says', () => {
  const lists = 'Level Junior\nHard skills:\n1. Saws.\nLevel Middle\nHard skills:\n1. Planes.\nLevel Senior\nHard skills: same as Junior.';
  expect(read({ 'a.txt': lists, 'b.txt': lists.replace('as Junior', 'as Middle') }).levels[2]?.groups['hard']?.sameAs).toBe('Junior');
});

it('files that send each other to and fro are taken up to where they close the circle', () => {
  const one = 'Level Junior\nSoft skills:\n1. Listens.\nHard skills: same as Senior.\nLevel Senior\nSoft skills:\n1. Listens.\nHard skills:\n1. Saws.';
  const other = 'Level Junior\nHard skills:\n1. Saws.\nLevel Senior\nHard skills: same as Junior.';
  expect(read({ 'a.txt': one, 'b.txt': other }).levels.map(({ groups }) => groups['hard']?.sameAs)).toEqual(['Senior', null]);
});

it('a level without a list of a group that others list, is asked about as in a text alone', () =>
  expect(read({ 'ladder.txt': 'Level Junior\nSoft skills:\n1. Listens.\nHard skills:\n1. Saws.\nLevel Middle\nSoft skills:\n1. Listens.\nLevel Senior\nSoft skills:\n1. Listens.\nHard skills:\n1. Planes.' }).questions.map(({ kind }) => kind)).toEqual(['level-missing-in-group']));
