import { expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';

it('a level whose name holds signs, and ends in Russian, can be referred to', () => {
  const text = 'Уровень C++(бэк\nСофты:\n1. Слушает\nХарды:\n1. Git\nУровень Senior\nСофты: те же, что у C++(бэк\nХарды:\n1. SQL';
  expect(() => grid(text)).not.toThrow();
});
