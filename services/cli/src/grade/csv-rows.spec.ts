import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Refusal } from '../refusal.js';
import { collectBadRows, listedAtMost } from './bad-rows.js';
import { csvRows } from './csv-rows.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rung-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The rows of a text and what is wrong with it, as `line: column: detail`. */
async function read(text: string | Uint8Array): Promise<{ rows: unknown[]; bad: string[] }> {
  const file = join(folder, 'file.csv');
  await writeFile(file, text);
  const bad = collectBadRows();
  const rows: unknown[] = [];
  try {
    for await (const { line, fields } of csvRows(file, ['a', 'b'], bad)) rows.push([line, fields.a, fields.b]);
    bad.refuseIfAny();
    return { rows, bad: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { rows, bad: error.faults.map(({ line, column, detail }) => [line, column, detail].filter((part) => part !== undefined).join(': ')) };
  }
}

describe('rows of a CSV file', () => {
  it('come with the line that they start on, whatever the line ends', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '1,2', '', '"x', 'y",3', '4,5', ''].join(end);
      expect(await read(text)).toEqual({ rows: [[2, '1', '2'], [4, 'x\ny', '3'], [6, '4', '5']], bad: [] });
    }
    expect((await read('a,b\r\n1,2\n3,4\r5,6')).rows).toEqual([[2, '1', '2'], [3, '3', '4'], [4, '5', '6']]);
  });

  it('may begin with a byte order mark and lie between white space and quotes', async () => {
    expect((await read('\uFEFF"a", b \n "1, 2" ,"say ""hi"""\n')).rows).toEqual([[2, '1, 2', 'say "hi"']]);
  });

  it('may have their columns in any order, in capitals, and others besides', async () => {
    expect((await read('more,B,A\nx,2,1\n')).rows).toEqual([[2, '1', '2']]);
  });

  it('are none where a column is missing or there twice, by name', async () => {
    expect(await read('a,c\n1,2\n')).toEqual({ rows: [], bad: ['1: b: the header has no such column'] });
    expect((await read('a,b,a\n1,2,3\n')).bad).toEqual(['1: a: the header has this column twice']);
    expect((await read('a;b\n1;2\n')).bad).toContain('1: a: the header has no such column; columns are separated by commas, not by ";"');
  });

  it('are none in an empty file, which is said', async () => {
    for (const text of ['', '\uFEFF', '\n\n']) expect((await read(text)).bad).toEqual(['1: the file is empty; its header must name a, b']);
    expect(await read('a,b\n')).toEqual({ rows: [], bad: [] });
  });

  it('are each refused with too few or too many fields, and the rest still read', async () => {
    expect(await read('a,b\n1\n1,2,3\n4,5\n')).toEqual({
      rows: [[4, '4', '5']],
      bad: ['2: b: the row has 1 fields, the header 2', '3: b: the row has 3 fields, the header 2'],
    });
  });

  it('are refused with a quote in the wrong place, and named', async () => {
    expect(await read('a,b\n1,2\nx"y,3\n4,5\n')).toEqual({
      rows: [[2, '1', '2'], [4, '4', '5']],
      bad: ['3: a: a quote stands inside of an unquoted field'],
    });
    expect(await read('a,b\n1,2\n"p"q,3\n4,5\n')).toEqual({
      rows: [[2, '1', '2']],
      bad: ['3: a: text stands behind a closing quote; nothing after it was read'],
    });
  });

  it('end at a quote that is never closed, named by its line', async () => {
    const open = 'a quote is opened here and never closed; nothing after it was read';
    expect(await read('a,b\n1,2\n"3,4\n5,6\n')).toEqual({ rows: [[2, '1', '2']], bad: [`3: a: ${open}`] });
    expect((await read(`a,b\n1,2\n"3,${'4'.repeat(2_000_000)}\n5,6\n`)).bad).toEqual([`3: a: ${open}`]);
  });

  it('are refused by the thousand, the others counted', async () => {
    const file = join(folder, 'many.csv');
    await writeFile(file, `a,b\n${'1\n'.repeat(listedAtMost + 150)}`);
    const bad = collectBadRows();
    for await (const row of csvRows(file, ['a', 'b'], bad)) throw new Error(`no row was expected, got line ${row.line}`);
    expect(() => bad.refuseIfAny()).toThrow(expect.objectContaining({ code: 'csv-invalid', more: 150 }));
  });

  it('are refused in the order of the file, also where the parser finds them first', async () => {
    expect((await read('a,b\n1\nx"y,3\n1,2,3\n')).bad.map((fault) => fault.split(':')[0])).toEqual(['2', '3', '4']);
  });

  it('come from a file that is there', async () => {
    const rows = csvRows(join(folder, 'nowhere.csv'), ['a', 'b'], collectBadRows());
    await expect(rows.next()).rejects.toMatchObject({ code: 'file-unreadable', faults: [{ detail: 'there is no such file' }] });
    await expect(csvRows(folder, ['a', 'b'], collectBadRows()).next()).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
