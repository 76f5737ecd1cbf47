import { describe, expect, it } from '@jest/globals';

import { applyCorrections, readMatrixText, saidLinesIn, toPreviewJson, type Correction } from './index.js';

/** Level by level, what each group lists. */
function read(text: string, ...corrections: Correction[]): string[] {
  const { levels, competencies } = toPreviewJson(applyCorrections(readMatrixText(text, saidLinesIn(corrections)), corrections));
  return levels.map(({ names: [name = ''] }) => {
    const listed = (group: string) => competencies.filter((one) => one.group === group).flatMap(({ cells }) => cells.filter((cell) => cell.levels.includes(name)).map(({ statement }) => statement)).join(', ');
    return `${name} | ${listed('soft')} | ${listed('hard')}`;
  });
}
const anomalies = (text: string, ...corrections: Correction[]) => toPreviewJson(readMatrixText(text, saidLinesIn(corrections))).anomalies;
const line = (at: number, is: 'level' | 'soft' | 'hard' | 'no-heading'): Correction => ({ kind: 'line', line: at, is });

const lost = 'Уровень Новичок\nСофты:\n1. Спрашивает\nХарды:\n1. Git\nУмелец\nСофты:\n1. Учит\nХарды:\n1. Ребейзит\n';

describe('a line that was taken for something else', () => {
  it('is a level, where that is said of it', () => {
    expect(read(lost)).toEqual(['Новичок | Спрашивает, Учит | Git, Ребейзит']);
    expect(read(lost, line(6, 'level'))).toEqual(['Новичок | Спрашивает | Git', 'Умелец | Учит | Ребейзит']);
    expect(anomalies(lost, line(6, 'level'))).toEqual([]);
  });

  it('is a level called by its words alone, with the group that its own line goes on to, and whatever ends lines', () => {
    expect(read(lost.replace('Умелец\nСофты:', '## 2. Умелец. Софты:').replaceAll('\n', '\r\n'), line(6, 'level'))).toEqual(['Новичок | Спрашивает | Git', 'Умелец | Учит | Ребейзит']);
  });

  it('is the heading of a group, to its colon or its end', () => {
    const text = 'Junior\nSoft skills:\n1. Asks\nCraft\n1. Git\nSenior\nSoft skills:\n1. Teaches\nCraft: 1. Rebases\n';
    expect(read(text)[0]).toBe('Junior | Asks Craft, Git | ');
    expect(read(text, line(4, 'hard'), line(9, 'hard'))).toEqual(['Junior | Asks | Git', 'Senior | Teaches | Rebases']);
  });

  it('is no heading, and its words belong to what stands before', () => {
    const text = 'Junior\nSoft skills:\nAsks\nSenior\nHard skills:\nGit\n';
    expect(read(text)).toEqual(['Junior | Asks | ', 'Senior |  | Git']);
    expect(read(text, line(4, 'no-heading'))).toEqual(['Junior | Asks, Senior | Git']);
  });

  it('is known before other corrections, whatever their order', () => {
    expect(read(lost, { kind: 'rename-level', level: 'Умелец', names: ['Мастер'] }, line(6, 'level'))).toEqual(['Новичок | Спрашивает | Git', 'Мастер | Учит | Ребейзит']);
  });

  it.each([3, 99])('is refused by its place among the corrections where line %i says nothing', (at) => {
    const text = 'Junior\nHard skills:\n\n1. Git\n';
    expect(() => read(text, { kind: 'reading', value: 'complete' }, line(at, 'level'))).toThrow(
      expect.objectContaining({ code: 'correction-not-applicable', details: { errors: [expect.objectContaining({ pointer: '/corrections/1' })] } }),
    );
  });
});

describe('a level that lists nothing', () => {
  const withEmpty = 'Junior\nSoft skills:\n1. Asks.Then listens\nHard skills:\n1. Git\nMiddle\nSenior\nSoft skills:\n1. Teaches\nHard skills:\n1. Rebases\nLead\n';

  it('comes before whatever else looks wrong, each by its place', () => {
    const [first, second, ...others] = anomalies(`${withEmpty}`);
    expect(first).toMatchObject({ kind: 'list-missing', line: 6, column: 1, end: { line: 6, column: 7 }, words: 'Middle' });
    expect(second).toMatchObject({ kind: 'list-missing', line: 12, words: 'Lead' });
    expect(others.map(({ kind }) => kind)).not.toContain('list-missing');
  });

  it.each(['Уровень Мастер', '## Уровень: Мастер', 'Грейд 7'])('is told where "%s" heads nothing, though nothing else says that it is a level', (heading) => {
    const text = `Уровень Новичок\nСофты:\n1. Спрашивает\nХарды:\n1. Git\n${heading}\n`;
    expect(anomalies(text)).toEqual([expect.objectContaining({ kind: 'list-missing', line: 6, words: expect.stringMatching(/Мастер|7/u) })]);
  });

  it('is a remark once somebody has said that its line is no heading', () => {
    expect(anomalies('Уровень Новичок\nХарды:\n1. Git\nУровень Мастер\n', line(4, 'no-heading')).map(({ kind }) => kind)).toEqual(['unassigned-text']);
  });

  it.each([
    ['says so', 'Soft skills: none\nHard skills: none'],
    ['lists what another does', 'Soft skills: same as Junior'],
    ['lists one thing', 'Hard skills:\n1. Docker'],
  ])('is no anomaly where it %s', (_why, list) => {
    expect(anomalies(withEmpty.replace('\nLead', '').replace('Middle', `Middle\n${list}`)).map(({ kind }) => kind)).not.toContain('list-missing');
  });
});

describe('wordings that are alike', () => {
  const twice = (earlier: string, later: string) => `Junior\nHard skills:\n1. ${earlier}\nSenior\nHard skills:\n1. ${later}\n`;

  it('are told as data: what became of them, and which words differ', () => {
    const [slip] = anomalies(twice('Explains options to the customer', 'Explains options to the custmer'));
    expect(slip).toMatchObject({
      kind: 'near-duplicate',
      line: 6,
      end: { line: 6, column: 35 },
      words: 'Explains options to the custmer',
      alike: { of: 'statement', readAs: 'one', earlier: 'Explains options to the customer', later: 'Explains options to the custmer', level: 'Junior', differs: { earlier: 'customer', later: 'custmer' } },
    });
  });

  it('are told apart from those that were kept apart', () => {
    const [kept] = anomalies(twice('Writes queries of up to 10 tables for reports', 'Writes queries of up to 20 tables for reports'));
    expect(kept?.alike).toMatchObject({ readAs: 'two', differs: { earlier: '10', later: '20' } });
  });
});
