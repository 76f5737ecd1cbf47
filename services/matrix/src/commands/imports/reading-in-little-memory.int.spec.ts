import { afterAll, describe, expect, it } from '@jest/globals';

import { matrixContent, type MatrixContent } from '@rung/matrix-model';
import { toCase } from '../../domain/exporting/case/case.js';
import { toJson } from '../../domain/exporting/lossless/json.js';
import { toYaml } from '../../domain/exporting/lossless/yaml.js';
import { workbook } from '../../domain/importing/sheets/workbook.fixture.js';
import { readingMemoryMb } from './reading-memory.js';
import { TextReader } from './text-reader.js';

// As k8s/base/matrix deploys it: a container of 768 MiB, of which Node keeps 384 MiB and its young generation for the service's own heap.
const memoryMb = readingMemoryMb(768 * 1024 * 1024, 432 * 1024 * 1024);

describe('a text that is made to take memory', () => {
  const reader = new TextReader({ waitMs: 60_000, readMs: 60_000 }, memoryMb);
  afterAll(() => reader.onApplicationShutdown());

  // A thread that needs one large table more than its limit allows ends the whole process, not just itself: this one must survive.
  it.each([
    ['brackets', `Level J Hards: 1. ${'() '.repeat(1_700_000)}`],
    ['open brackets', `Level J Hards: 1. ${'('.repeat(5_000_000)}`],
    ['numbers', `Level J Hards: ${'1. A. '.repeat(850_000)}`],
    ['bullets', `Level J Hards:\n${'- a\n'.repeat(1_300_000)}`],
    ['headings', 'Level Junior Hards: '.repeat(250_000)],
    ['composed letters', `Level J Hards: 1. ${'и\u0306'.repeat(1_250_000)}`],
    ['tags', `Level J<br>Hards:<br>${'a<br>'.repeat(1_000_000)}`],
    ['lines', `Level J\nHards:\n${'ab\n'.repeat(1_700_000)}`],
    ['longer lines', `Level J\nHards:\n${'abcd efgh ij\n'.repeat(380_000)}`],
    ['groups of one’s own', `Level J\n${'Care\n- a\n'.repeat(480_000)}`],
    ['groups within a line', `Level J Hards: ${'1. A. Care: '.repeat(400_000)}`],
    ['headings of pairs', `Junior — soft skills\n- a\n${'Junior — a\n'.repeat(380_000)}`],
    ['questions', `Level J Hards: 1. A. ${'What? '.repeat(850_000)}`],
    ['JSON of numbers', `[${'1,'.repeat(2_400_000)}1]`],
    ['JSON of small maps', `[${'{},'.repeat(5_000_000)}{}]`],
    ['JSON of rows', `[${'{"a":1},'.repeat(240_000)}{"a":1}]`],
    ['JSON of levels', `{"levels":{${Array.from({ length: 40_000 }, (_, at) => `"Level ${at}":{"a":[1,2,3],"b":"x"}`).join(',')}}}`],
    ['JSON of many keys', `{${Array.from({ length: 190_000 }, (_, at) => `"k${at}":"x"`).join(',')}}`],
    ['JSON in JSON', '{"a":['.repeat(800_000)],
    ['YAML of lines', 'a:\n'.repeat(1_600_000)],
    ['YAML of dashes', '- '.repeat(2_500_000)],
    ['YAML of anchors', `%YAML 1.2\n---\n${Array.from({ length: 100_000 }, (_, at) => `k${at}: &a${at} x\n`).join('')}`],
    ['cells of a workbook', workbook([{ name: 'S', rows: Array.from({ length: 19_000 }, () => Array.from({ length: 12 }, () => 'word')) }])],
    ['a workbook that unpacks to much', workbook([], { 'xl/media/picture': 'x'.repeat(30 * 1024 * 1024) })],
    ['cells', 'Skill,Junior\n'.concat('a,'.repeat(2_400_000))],
    ['quotes', `Skill,Junior\n${'"a",'.repeat(1_000_000)}`],
  ])('of %s is refused, and the next one is read', async (_, text) => {
    // The text itself is refused, not the time or the memory that it takes.
    await expect(reader.preview({ bytes: Buffer.from(text as Uint8Array) })).rejects.toMatchObject({ code: 'import-unreadable', message: expect.not.stringContaining('to read; import') });
    expect((await reader.preview({ bytes: Buffer.from('Level One\nHard: 1. Saws straight.') })).preview.levels).toHaveLength(1);
  });

  it('but is a matrix, is read', async () => {
    const items = Array.from({ length: 4_900 }, (_, at) => `${at + 1}. Knows item ${at} of ${Array.from({ length: 60 }, (_, word) => ((at * word * 7_919) % 100_003).toString(36)).join(' ')}`);
    expect((await reader.preview({ bytes: Buffer.from(`Level J\nHards:\n${items.join('\n')}`) })).preview.competencies).toHaveLength(4_900);
  });

  it.each([['JSON', toJson], ['YAML', toYaml], ['CASE', (content: MatrixContent) => toCase({ matrix: 'large', version: 1, status: 'draft', changedAt: '2026-11-28T09:00:00.000Z', content, languages: ['ru'] })]])('but is our own export as %s of a matrix of 400 competencies, 12 levels and 3 languages, is read', async (_, write) => {
    const levels = Array.from({ length: 12 }, (_unused, at) => ({ code: `level-${at}`, names: [`Level ${at}`], sameAs: {} }));
    const inEach = (text: string) => ({ en: `${text}, in English words of some length`, ru: `${text}, русскими словами известной длины`, kk: `${text}, қазақша сөздермен` });
    const cells = (row: number) => levels.map(({ code }) => ({ listedAt: [code], statement: inEach(`${row} at ${code}`), questions: [inEach(`${row} at ${code}?`)], evidenceRequired: false, mustHave: false, weight: 1 }));
    const competencies = Array.from({ length: 400 }, (_unused, row) => ({ id: `c-${row}`, group: 'hard', title: inEach(`${row}`), cells: cells(row) }));
    const content = matrixContent.parse({ name: 'Large', reading: 'additive', groups: ['hard'], levels, terms: [], competencies });
    expect((await reader.preview({ bytes: Buffer.from(write(content)) })).preview.competencies).toHaveLength(400);
  });
});
