import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';

import { awkward } from '../matrix.fixture.js';
import { toCsv } from './csv.js';
import { expectationTable, looksLikeFormula } from './rows.js';
import { toXlsx } from './xlsx.js';

const q = (...fields: readonly (string | number)[]) => fields.map((field) => (typeof field === 'number' ? field : `"${field}"`)).join(',');

describe('the table of expectations', () => {
  it('has a row for every cell in force, and says where a level takes it from', () => {
    const { header, rows } = expectationTable(awkward);
    const column = (title: string) => rows.map((row) => row[header.indexOf(title)]);
    expect(column('level')).toEqual(['Apprentice', 'Apprentice', 'Baker / Пекарь', 'Baker / Пекарь', 'Master', 'Master']);
    expect(column('state')).toEqual(['new', 'new', 'carried', 'raised', 'raised', 'carried']);
    expect(column('same as')).toEqual(['', '', '', '', '', 'Baker / Пекарь']);
  });

  it.each(['=1', '+1', '-1', '@a', ' =1', '\t1', '\r1', '\n=1', '＝1', '\u200b=1'])('takes %j for a formula', (text) => expect(looksLikeFormula(text)).toBe(true));
  it.each(['1-1', 'a=b', '', ' a', "'=1"])('takes %j for a text', (text) => expect(looksLikeFormula(text)).toBe(false));
});

describe('CSV', () => {
  it('is in quotes, with formulas told as texts', () => {
    const lines = toCsv({ ...awkward, languages: ['en'] }).slice(1).split('\r\n');
    expect(toCsv(awkward).startsWith('\ufeff"level"')).toBe(true);
    expect(lines).toEqual([
      q('level', 'group', 'competency', 'title (en)', 'statement (en)', 'questions (en)', 'state', 'same as', 'evidence required', 'must-have', 'weight', 'examples (en)', 'antipatterns (en)', 'measure', 'level code', 'group name (en)'),
      q('Apprentice', 'soft', 'listening', 'Listens 👂🏽', `'=HYPERLINK(""http://evil"")`, 'When? 1. Really?\n@who', 'new', '', 'yes', 'yes', 1, '', '', '', 'apprentice', ''),
      q('Apprentice', 'hard', 'kneading', 'Kneads', 'שלום dough', '', 'new', '', 'no', 'no', 1, '', '', '', 'apprentice', ''),
      q('Baker / Пекарь', 'soft', 'listening', 'Listens 👂🏽', `'=HYPERLINK(""http://evil"")`, 'When? 1. Really?\n@who', 'carried', '', 'yes', 'yes', 1, '', '', '', 'baker', ''),
      q('Baker / Пекарь', 'hard', 'kneading', 'Kneads', 'Both_hands & `feet`', '', 'raised', '', 'no', 'no', 1.5, '', '', '', 'baker', ''),
      q('Master', 'soft', 'listening', 'Listens 👂🏽', "'- Hears\n# everything | *now*", '', 'raised', '', 'no', 'no', 1, '', '', '', 'master', ''),
      q('Master', 'hard', 'kneading', 'Kneads', 'Both_hands & `feet`', '', 'carried', 'Baker / Пекарь', 'no', 'no', 1.5, '', '', '', 'master', ''),
      '',
    ]);
  });
});

describe('XLSX', () => {
  const parts = Object.fromEntries(Object.entries(unzipSync(toXlsx(awkward))).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';

  it('has the parts of a workbook', () =>
    expect(Object.keys(parts).sort()).toEqual(
      ['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'],
    ));

  it('calculates nothing: what looks like a formula is a quoted text', () => {
    expect(sheet).toContain('<c r="F2" s="2" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK("http://evil")</t></is></c>');
    expect(sheet).not.toMatch(/<f[ >]/);
  });

  it('keeps markup, lines, emoji and both directions as texts', () => {
    for (const text of ['+7 &lt;script&gt;alert(1)&lt;/script&gt;', 'When? 1. Really?\n@who', 'Listens 👂🏽', 'שלום dough', '\tОбеими']) expect(sheet).toContain(`>${text}`);
    expect(parts['xl/worksheets/sheet2.xml']).toContain('>часов: 4<');
  });

  it('tells what XML cannot hold, and cuts what no cell can', () => {
    const named = (statement: string) => {
      const [listening] = awkward.content.competencies;
      const competencies = [{ ...listening!, cells: [{ ...listening!.cells[0]!, statement: { en: statement } }] }];
      return strFromU8(unzipSync(toXlsx({ ...awkward, content: { ...awkward.content, competencies } }))['xl/worksheets/sheet1.xml']!);
    };
    expect(named('a\u0001b\r_x0041_')).toContain('>a_x0001_b_x000D__x005F_x0041_<');
    expect(named('x'.repeat(40_000))).toContain(`>${'x'.repeat(32_766)}…<`);
  });

  it('is the same bytes for the same content', () => expect(toXlsx(awkward)).toEqual(toXlsx(awkward)));
});
