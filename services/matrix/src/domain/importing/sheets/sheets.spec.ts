import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';

import { catalogue } from '../../catalogue/catalogue.js';
import { toXlsx } from '../../exporting/table/xlsx.js';
import { readMatrixFile, toPreviewJson, type PreviewJson } from '../index.js';
import { green, workbook, type FixtureSheet } from './workbook.fixture.js';

const preview = (bytes: Uint8Array): PreviewJson => toPreviewJson(readMatrixFile({ bytes, name: 'ladder.xlsx' }));
const ofSheets = (...sheets: FixtureSheet[]) => preview(workbook(sheets));
const cellsOf = ({ competencies }: PreviewJson) =>
  competencies.map(({ group, title, cells }) => [group, title, ...cells.map(({ levels, statement }) => `${levels.join('+')}: ${statement}`)]);
const refusal = (bytes: Uint8Array) => {
  try {
    return preview(bytes);
  } catch (error) {
    return error as { code: string; message: string; details: { errors: { part?: string; cell?: string; detail: string }[] } };
  }
};

describe('a workbook', () => {
  it('has merged headers, merged cells and cells of several lines', () => {
    const seen = ofSheets({
      name: 'Sheet1',
      rows: [
        ['Our ladder', '', '', '', ''],
        ['Area', 'Skill', 'Junior', '', 'Senior'],
        ['', '', 'ru', 'en', 'en'],
        ['People', 'Feedback', 'Принимает', 'Takes it', '- Gives it\n- Seeks it'],
        ['', 'Planning', '', 'Plans', ''],
      ],
      merged: ['A1:E1', 'C2:D2', 'A4:A5', 'D5:E5'],
    });
    expect(seen.format).toBe('xlsx');
    expect(cellsOf(seen)).toEqual([
      ['people', 'Feedback', 'Junior: Принимает', 'Senior: Gives it; Seeks it'],
      ['people', 'Planning', 'Junior+Senior: Plans'],
    ]);
    expect(seen.competencies[0]?.cells[0]?.statements).toEqual({ en: 'Takes it' });
  });

  it('has sheets of groups, sheets without words, and hidden ones, which are named', () => {
    const skill = (name: string) => [['Skill', 'Junior'], [name, `does ${name}`]];
    const seen = ofSheets({ name: 'Technical', rows: skill('SQL') }, { name: 'Leadership', rows: skill('Hiring') }, { name: 'Old', rows: skill('Flash'), isHidden: true }, { name: 'Notes', rows: [['Talk to Ann first']] });
    expect(cellsOf(seen)).toEqual([['hard', 'SQL', 'Junior: does SQL'], ['leadership', 'Hiring', 'Junior: does Hiring']]);
    expect(seen.anomalies).toMatchObject([{ kind: 'unassigned-text', part: 'Notes', cell: 'A1' }, { kind: 'unassigned-text', part: 'Old' }]);
  });

  it('has a sheet for each language, which are one matrix', () => {
    const seen = ofSheets({ name: 'EN', rows: [['Skill', 'Junior'], ['Sawing', 'Saws']] }, { name: 'RU', rows: [['Навык', 'Junior'], ['Пиление', 'Пилит']] });
    expect(seen.competencies).toMatchObject([{ title: 'Sawing', titles: { ru: 'Пиление' }, cells: [{ statement: 'Saws', statements: { ru: 'Пилит' } }] }]);
  });

  it('has calculated cells, whose last value is taken with a note, and errors, which are blank', () => {
    const seen = ofSheets({ name: 'S', rows: [['Skill', 'Junior', 'Senior'], ['SQL', { attributes: 't="str"', xml: '<f>"sel"&amp;"ects"</f><v>selects</v>' }, { attributes: 't="e"', xml: '<f>A0</f><v>#REF!</v>' }]] });
    expect(cellsOf(seen)).toEqual([['hard', 'SQL', 'Junior: selects']]);
    expect(seen.anomalies).toMatchObject([
      { kind: 'formula', part: 'S', cell: 'B2', message: expect.stringContaining('="sel"&"ects"') },
      { kind: 'formula', part: 'S', cell: 'C2', message: expect.stringContaining('#REF!') },
    ]);
  });

  it('that we exported has its statements, levels and languages again', () => {
    const [entry] = catalogue;
    const { content } = entry!;
    const seen = preview(toXlsx({ matrix: 'x', version: 1, status: 'draft', changedAt: '2026-11-26T10:00:00.000Z', content, languages: ['ru', 'en'] }));
    expect(seen.levels).toHaveLength(content.levels.length);
    expect(seen.languages).toEqual(['ru', 'en']);
    expect(new Set(seen.competencies.flatMap(({ cells }) => cells.map(({ statement }) => statement)))).toEqual(new Set(content.competencies.flatMap(({ cells }) => cells.map(({ statement }) => statement['ru']))));
  });
});

describe('what is refused', () => {
  it('a picture in place of words', () => {
    expect(refusal(workbook([{ name: 'S', rows: [['Skill', 'Junior', 'Senior'], ['SQL', 'selects', '']], picture: [1, 2] }]))).toMatchObject({
      code: 'import-unreadable', details: { errors: [{ part: 'S', cell: 'C2', detail: expect.stringContaining('picture') }] },
    });
  });

  it('colours in place of words, each by its cell; not colours beside words', () => {
    expect(refusal(workbook([{ name: 'S', rows: [['Skill', 'Junior', 'Senior'], ['SQL', green, green]] }]))).toMatchObject({ code: 'import-unreadable', details: { errors: [{ cell: 'B2' }, { cell: 'C2' }] } });
    expect(cellsOf(ofSheets({ name: 'S', rows: [['Skill', 'Junior', 'Senior'], ['SQL', 'selects', green]] }))).toEqual([['hard', 'SQL', 'Junior: selects']]);
  });

  it.each<[string, Uint8Array, string]>([
    ['a ZIP that is no workbook', zipSync({ 'a.bin': strToU8('x') }), 'no Markdown, text, CSV'],
    ['half a workbook', workbook([{ name: 'S', rows: [['Skill', 'Junior']] }]).slice(0, 700), 'broken'],
    ['the beginning of a ZIP', Uint8Array.from([0x50, 0x4b, 3, 4]), 'broken'],
    ['a bomb', zipSync({ 'xl/workbook.xml': new Uint8Array(30 * 1024 * 1024) }), 'larger than 24 MB'],
    ['many small bombs', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`xl/${at}.xml`, new Uint8Array(1024 * 1024)])) }), 'larger than 24 MB'],
    ['a thousand files', zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`xl/${at}.xml`, new Uint8Array(1)]))), 'more than 1000 files'],
    ['a cell far below', workbook([{ name: 'S', rows: [] }], { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="900000"><c r="A900000"><v>1</v></c></row></sheetData></worksheet>' }), 'no level'],
    ['a cell far to the right', workbook([{ name: 'S', rows: [] }], { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>' }), 'more than 200 columns'],
    ['entities of entities', workbook([{ name: 'S', rows: [] }], { 'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1000)}">${Array.from('bcdefgh', (name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`).join('')}]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData></worksheet>` }), 'no level'],
  ])('%s, or has nothing in it', (_, bytes, why) => {
    const seen = refusal(bytes);
    if ('details' in seen) expect(seen).toMatchObject({ code: 'import-unreadable', message: expect.stringContaining(why) });
    else expect(seen.questions.map(({ kind }) => kind)).toEqual(['mapping-needed']);
  });

  it('more than its directory says, which is cut off there', () => {
    const bytes = zipSync({ 'xl/workbook.xml': new Uint8Array(10_000_000) });
    const directory = bytes.length - 22 - 46 - 'xl/workbook.xml'.length;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(directory + 24, 10, true);
    expect(refusal(bytes)).toMatchObject({ code: 'import-unreadable' });
  });

  it('or read, whatever bytes of a workbook are others', () => {
    const sound = workbook([{ name: 'S', rows: [['Skill', 'Junior', 'Senior'], ['SQL', 'selects', 'tunes']], merged: ['A1:B2'] }]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 5 }), (changes) => {
        const bytes = Uint8Array.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        const seen = refusal(bytes);
        if ('details' in seen) expect(seen.code).toBe('import-unreadable');
        else expect(seen.format).toEqual(expect.any(String));
      }),
    );
  });

  it('or read, whatever its XML says', () => {
    const piece = fc.constantFrom('<row r="1">', '</row>', '<c r="A1" t="s"><v>99</v></c>', '<c r="B1" t="inlineStr"><is><t>Junior</t></is></c>', '<c r="__proto__1"><v>1</v></c>', '<c>', '</c>', '<!--', '<![CDATA[', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', '<row r="-1">', '<row r="1e9">', '<c r="A0"><f>1</f></c>', '&#0;', '&#xD800;', '\u0000');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const seen = refusal(workbook([{ name: 'S', rows: [] }], { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${pieces.join('')}</sheetData></worksheet>` }));
        if ('details' in seen) expect(seen.code).toBe('import-unreadable');
        else expect(seen.format).toBe('xlsx');
        expect(({} as Record<string, unknown>)['v']).toBeUndefined();
      }),
    );
  });
});
