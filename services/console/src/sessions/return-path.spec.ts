import { describe, expect, it } from '@jest/globals';

import { returnPathOf } from './return-path.js';

describe('where a sign-in leads back to', () => {
  it.each(['/', '/matrix?group=hard#c-3', '/assess/1', '/sessions', '/matrix/%D1%8F'])('is a path of the page: %s', (path) => {
    expect(returnPathOf(path)).toBe(path);
  });

  it.each([
    ['https://evil.example/'],
    ['//evil.example/'],
    ['/\\evil.example/'],
    ['//evil.example/matrix'],
    ['/\\evil.example/matrix'],
    ['\\\\evil.example/'],
    ['/\t/evil.example/'],
    ['/\n/evil.example/'],
    ['/.//evil.example/'],
    ['/a/..//evil.example/'],
    ['javascript:alert(1)'],
    ['matrix'],
    [''],
    ['/session/sign-in?return=/'],
    ['/session'],
    ['/x/../session/sign-in'],
    ['/api/tasks'],
    ['/issuer/authorize'],
    [`/${'x'.repeat(2_000)}`],
    [undefined],
    [['/a', '/b']],
  ])('is the start in place of %j', (asked) => {
    expect(returnPathOf(asked)).toBe('/');
  });
});
