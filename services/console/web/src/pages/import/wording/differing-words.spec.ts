import { describe, expect, it } from '@jest/globals';

import { differingWords } from './differing-words.js';

const marked = (before: string, after: string) => {
  const { before: one, after: other } = differingWords(before, after);
  const show = (words: typeof one) => words.map(({ text, differs }) => (differs ? `[${text.trim()}]` : text.trim())).join(' ');
  return [show(one), show(other)];
};

describe('the words that two wordings do not share', () => {
  it('are marked in both', () => {
    expect(marked('Умение доносить свои мысли до коллег', 'Умение доносить своим мысли до коллег')).toEqual([
      'Умение доносить [свои] мысли до коллег',
      'Умение доносить [своим] мысли до коллег',
    ]);
  });

  it('may stand in one of them alone', () => {
    expect(marked('Knows Docker', 'Knows Docker and Kubernetes well')).toEqual(['Knows Docker', 'Knows Docker [and Kubernetes well]']);
  });

  it('are none where only white space differs', () => {
    expect(marked('a  b c', 'a b\nc')).toEqual(['a  b c', 'a b\nc']);
  });

  it('are put together again to the very text', () => {
    const { before } = differingWords('one  two three', 'one four');
    expect(before.map(({ text }) => text).join('')).toBe('one  two three');
  });

  it('are all of them where the wordings are very long', () => {
    const long = 'word '.repeat(500);
    expect(differingWords(long, `${long}more`).before).toEqual([{ text: long, differs: true }]);
  });
});
