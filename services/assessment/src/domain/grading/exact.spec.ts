import { describe, expect, it } from '@jest/globals';
import { exactResult } from '@rung/contracts';
import Fraction from 'fraction.js';

import { exactText } from './exact.js';

describe('an exact number as text', () => {
  it.each([
    ['0', '0'],
    ['2', '2'],
    ['3/2', '1.5'],
    ['1/20', '0.05'],
    ['17/10', '1.7'],
    ['5/3', '5/3'],
    ['10/6', '5/3'],
    ['1/7', '1/7'],
    [`1/${2 ** 18}`, '0.000003814697265625'],
    [`1/${2 ** 19}`, '1/524288'],
  ])('%s is "%s"', (number, text) => {
    expect(exactText(new Fraction(number))).toBe(text);
    expect(exactResult.parse(text)).toBe(text);
  });
});
