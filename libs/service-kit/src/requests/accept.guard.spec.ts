import { describe, expect, it } from '@jest/globals';

import { accepts } from './accept.guard.js';

describe('an Accept header', () => {
  it.each([
    ['*/*', true],
    ['application/*', true],
    ['application/json', true],
    ['Application/JSON;charset=utf-8', true],
    ['text/html, */*;q=0.1', true],
    ['text/html', false],
    ['application/json;q=0, */*', false],
    ['application/*;q=0, */*', false],
    ['', false],
  ])('%s', (header, taken) => expect(accepts(header, 'application/json')).toBe(taken));
});
