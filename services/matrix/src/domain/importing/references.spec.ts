import { expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';

it('a level whose name holds signs, and ends in Russian, can be referred to', () => {
  const text = 'Уровень C++(бэк\nСофты:\n1. Слушает\nХарды:\n1. Git\nУровень Senior\nСофты: те же, что у C++(бэк\nХарды:\n1. SQL';
  expect(() => grid(text)).not.toThrow();
});

const upTo = 'Level Middle Soft: 1. Negotiates. Hard: 1. Cuts. 2. Plans. Level Senior Soft: 1. Negotiates.';
it.each(['The hard skills of Senior are the same as those of Middle.', 'Hard skills of Middle and Senior do not differ.', 'Hards of Senior and Middle do not differ.'])(
  'a capital word with no space before "%s" ends its item',
  (sentence) => expect(grid(upTo + sentence)).toEqual(['Middle | soft: Negotiates | hard: Cuts; Plans', 'Senior | soft: Negotiates | hard =Middle: Cuts; Plans']),
);

it('a capital word with no space before the definition of a term ends its item, and "System.Text" is one', () => {
  const text = 'Level Junior Soft: 1. Multitasking. Hard: 1. Knows System.Text and Next.Js. 2. Plans.Multitasking is handling orders at once: 2 optimal, 5 maximum.';
  expect(grid(text)).toEqual(['Junior | soft: Multitasking | hard: Knows System.Text and Next.Js; Plans']);
});
