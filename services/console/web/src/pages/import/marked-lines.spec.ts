import { describe, expect, it } from '@jest/globals';

import { markedLines, wordsAt } from './marked-lines.js';

const anomaly = (line: number, column: number) => ({ kind: 'missing-space' as const, line, column, message: '' });
const shown = (text: string, ...anomalies: ReturnType<typeof anomaly>[]) =>
  markedLines(text, anomalies).map(({ number, segments }) => [number, segments.map(({ text: words, anomaly: at }) => (at === undefined ? words : `<${at}:${words}>`)).join('')]);

describe('the imported text', () => {
  it('has what looks wrong marked at its place, to the end of the word', () => {
    expect(shown('Junior\nSoft:\n1. Asks.Hard: 1. Git', anomaly(3, 9))).toEqual([[1, 'Junior'], [2, 'Soft:'], [3, '1. Asks.<0:Hard:> 1. Git']]);
  });

  it('counts lines as the server does: every kind of end, and no byte order mark', () => {
    expect(shown('\ufeffa\r\nb\rc\u2028d', anomaly(1, 1), anomaly(4, 1))).toEqual([[1, '<0:a>'], [2, 'b'], [3, 'c'], [4, '<1:d>']]);
  });

  it('keeps marks apart that stand in one word, and in the order of the text', () => {
    expect(shown('LeadСофты: 1', anomaly(1, 5), anomaly(1, 1))).toEqual([[1, '<1:Lead><0:Софты:> 1']]);
  });

  it('marks the word behind a blank, and nothing beyond the line', () => {
    expect(shown('6. Asks 7. Git', anomaly(1, 8))).toEqual([[1, '6. Asks <0:7.> Git']]);
    expect(shown('ab', anomaly(1, 3))).toEqual([[1, 'ab<0:>']]);
  });

  it('marks the whole statement that was read as another', () => {
    const slip = { kind: 'near-duplicate' as const, line: 1, column: 4, message: '"Tells his mind" is read as "Tells its mind" of Middle: "its" became "his"' };
    expect(markedLines('4. Tells his mind. 5. Git', [slip])[0]?.segments.map(({ text }) => text)).toEqual(['4. ', 'Tells his mind', '. 5. Git']);
  });

  it.each([
    ['duplicate-level' as const, 'Level Senior Soft: 1. Asks', 'Level Senior'],
    ['unassigned-text' as const, 'A remark, e.g. this one. Another.', 'A remark, e.g.'],
    ['unassigned-text' as const, 'A remark', 'A remark'],
  ])('marks of %s as much as belongs to it', (kind, text, words) => {
    expect(wordsAt(text, { kind, line: 1, column: 1, message: '' })).toBe(words);
  });

  it('loses no sign of a line, whatever is marked in it', () => {
    const text = 'Уровень Junior Софты: 1. Желание.(Что?) 2. ОС';
    const lines = markedLines(text, [anomaly(1, 33), anomaly(1, 33), anomaly(1, 40), anomaly(1, 100)]);
    expect(lines[0]?.segments.map((segment) => segment.text).join('')).toBe(text);
  });

  it('is shown around what looks wrong where it is long', () => {
    const lines = markedLines(Array.from({ length: 900 }, (_, at) => `line ${at + 1}`).join('\n'), [anomaly(2, 1), anomaly(600, 1)]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 597, 598, 599, 600, 601, 602, 603]);
    expect(lines.filter(({ afterGap }) => afterGap).map(({ number }) => number)).toEqual([597]);
  });

  it('says which words are at a place', () => {
    expect(wordsAt('one\ntwo three', anomaly(2, 5))).toBe('three');
    expect(wordsAt('one', anomaly(7, 1))).toBe('');
  });
});
