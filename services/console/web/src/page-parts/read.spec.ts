import { describe, expect, it } from '@jest/globals';

import { ApiError } from '../api/problem.js';
import { shownOf, together, type Read } from './read.js';

const refused = (status: number): ApiError => new ApiError(status, {}, undefined);
const read = <Data>(data: Data | undefined, error: Error | null = null, refetch: () => unknown = () => undefined): Read<Data> => ({ data, error, refetch });

describe('what a page shows', () => {
  it.each([
    ['loading', read(undefined)],
    ['data', read('words')],
    ['failure', read(undefined, refused(503))],
    ['data-of-before', read('words', refused(503))],
    ['data-of-before', read('words', refused(0))],
    ['data-of-before', read('words', refused(401))],
    ['data-of-before', read('words', new Error('not from the server'))],
    ['forbidden', read(undefined, refused(404))],
    ['forbidden', read('words', refused(403))],
    ['forbidden', read('words', refused(404))],
  ] as const)('is %s (%#)', (shown, one) => expect(shownOf(one)).toBe(shown));
});

describe('several together', () => {
  it('are there when all of them are', () => {
    expect(together({ one: read(1), other: read<string>(undefined) }).data).toBeUndefined();
    expect(together({ one: read(1), other: read('words') }).data).toEqual({ one: 1, other: 'words' });
  });

  it('are forbidden when one of them is, whatever else failed', () =>
    expect(together({ one: read(1, refused(503)), other: read('words', refused(403)) }).error).toEqual(refused(403)));

  it('are asked for again where they failed', () => {
    const again: string[] = [];
    together({ one: read(1, null, () => again.push('one')), other: read('words', refused(503), () => again.push('other')) }).refetch();
    expect(again).toEqual(['other']);
  });
});
