import { describe, expect, it } from '@jest/globals';

import { choicesOf, pathTo, soleRoot } from './unit-choices.js';

const unit = (code: string, parent: string | null, name = code) => ({ unit: code, name, parent, people: 1 });
const company = [unit('search', 'products'), unit('platform', 'company'), unit('products', 'company'), unit('company', null)];

describe('the units to choose from', () => {
  it('stand below the one that they are in, by name', () => {
    expect(choicesOf(company).map(({ unit: code, depth }) => `${depth} ${code}`)).toEqual(['0 company', '1 platform', '1 products', '2 search']);
  });

  it('whose parent is not there are still to be chosen', () => {
    expect(choicesOf([unit('b', 'gone'), unit('a', null)]).map(({ depth }) => depth)).toEqual([0, 0]);
  });
});

describe('the way to a unit', () => {
  it('begins at the highest, and is none for the whole organisation or one that is not there', () => {
    expect(pathTo('search', company).map(({ unit: code }) => code)).toEqual(['company', 'products', 'search']);
    expect(pathTo(undefined, company)).toEqual([]);
    expect(pathTo('gone', company)).toEqual([]);
  });

  it('ends where units are in each other', () => {
    expect(pathTo('a', [unit('a', 'b'), unit('b', 'a')]).map(({ unit: code }) => code)).toEqual(['b', 'a']);
  });
});

it('one root stands for the whole organisation, several do not', () => {
  expect(soleRoot(company)).toBe('company');
  expect(soleRoot([...company, unit('other', null)])).toBeUndefined();
  expect(soleRoot([])).toBeUndefined();
});
