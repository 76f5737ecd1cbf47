import { describe, expect, it } from '@jest/globals';

import { markedLines } from './marked-lines.js';

const anomaly = (line: number, column: number, end = column, endLine = line) => ({ line, column, end: { line: endLine, column: end } });
const shown = (text: string, ...anomalies: ReturnType<typeof anomaly>[]) =>
  markedLines(text, anomalies).map(({ number, segments }) => [number, segments.map(({ text: words, anomaly: at }) => (at === undefined ? words : `<${at}:${words}>`)).join('')]);

describe('the imported text', () => {
  it('has what looks wrong marked at its place, as far as the server says', () => {
    expect(shown('Junior\nSoft:\n1. Asks.Hard: 1. Git', anomaly(3, 9, 14))).toEqual([[1, 'Junior'], [2, 'Soft:'], [3, '1. Asks.<0:Hard:> 1. Git']]);
  });

  it('counts lines as the server does: every kind of end, and no byte order mark', () => {
    expect(shown('\ufeffa\r\nb\rc\u2028d', anomaly(1, 1, 2), anomaly(4, 1, 2))).toEqual([[1, '<0:a>'], [2, 'b'], [3, 'c'], [4, '<1:d>']]);
  });

  it('keeps marks apart that stand in one word, and in the order of the text', () => {
    expect(shown('LeadСофты: 1', anomaly(1, 5, 11), anomaly(1, 1, 11))).toEqual([[1, '<1:Lead><0:Софты:> 1']]);
  });

  it('marks the word behind a blank, to the end of a line where it goes on in the next, and nothing beyond the line', () => {
    expect(shown('6. Asks 7. Git', anomaly(1, 8, 11))).toEqual([[1, '6. Asks <0:7.> Git']]);
    expect(shown('ab cd\nef', anomaly(1, 4, 2, 2))).toEqual([[1, 'ab <0:cd>'], [2, 'ef']]);
    expect(shown('ab', anomaly(1, 3, 9))).toEqual([[1, 'ab<0:>']]);
  });

  it('loses no sign of a line, whatever is marked in it', () => {
    const text = 'Уровень Junior Софты: 1. Желание.(Что?) 2. ОС';
    const lines = markedLines(text, [anomaly(1, 33, 39), anomaly(1, 33, 36), anomaly(1, 40, 42), anomaly(1, 100, 101)]);
    expect(lines[0]?.segments.map((segment) => segment.text).join('')).toBe(text);
  });

  it('is shown around what looks wrong where it is long', () => {
    const lines = markedLines(Array.from({ length: 900 }, (_, at) => `line ${at + 1}`).join('\n'), [anomaly(2, 1), anomaly(600, 1)]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 597, 598, 599, 600, 601, 602, 603]);
    expect(lines.filter(({ afterGap }) => afterGap).map(({ number }) => number)).toEqual([597]);
  });
});
