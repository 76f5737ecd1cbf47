import { Readable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@rung/event-sourcing';
import fc from 'fast-check';

import { inCircles } from './circles.js';
import { csvRows, type Column } from './csv-rows.js';
import { Faults, type Fault, mostTold } from './faults.js';

const columns: Column[] = [
  { name: 'unit', fault: (value) => (value === '' ? 'must not be empty' : undefined) },
  { name: 'name', fault: () => undefined },
];

async function read(text: string | Buffer, chunkBytes = 3): Promise<{ rows: [number, string, string][]; faults: readonly Fault[] }> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) => bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes));
  const faults = new Faults();
  const rows: [number, string, string][] = [];
  try {
    for await (const { line, values } of csvRows(Readable.from(chunks), columns, faults, () => undefined)) {
      rows.push([line, values.get('unit') ?? '', values.get('name') ?? '']);
    }
    faults.refuseIfAny();
  } catch (error) {
    return { rows, faults: (error as DomainError).details['errors'] as readonly Fault[] };
  }
  return { rows, faults: [] };
}

describe('a CSV file', () => {
  it('is read with a byte order mark, Windows line ends, quotes and columns in any order', async () => {
    const { rows, faults } = await read('\ufeffName,Unit,more\r\n"Ada ""A"", Inc",a,x\r\n\r\nБюро,b,y\r\n');
    expect(faults).toEqual([]);
    expect(rows).toEqual([[2, 'a', 'Ada "A", Inc'], [4, 'b', 'Бюро']]);
  });
  it('counts lines as an editor does, also past a field that runs over several', async () => {
    const { rows, faults } = await read('unit,name\r\na,"two\r\nlines"\r\n,c\r\n');
    expect(rows.map(([line]) => line)).toEqual([2, 4]);
    expect(faults).toEqual([
      { line: 2, column: 2, detail: 'name: control characters and line breaks are not allowed' },
      { line: 4, column: 1, detail: 'unit: must not be empty' },
    ]);
  });
  it('needs its header', async () => {
    expect((await read('unit,title\na,b\n')).faults).toEqual([{ line: 1, detail: 'the header has no column "name"; it needs unit,name' }]);
    expect((await read('')).faults).toHaveLength(2);
  });
  it('has every bad row told, by line and column', async () => {
    const { faults } = await read('unit,name\n,x\na\nb,c,d\n,y\n');
    expect(faults.map(({ line, column }) => [line, column])).toEqual([[2, 1], [3, 2], [4, 3], [5, 1]]);
  });
  it('tells what is no CSV', async () => {
    expect((await read('unit,name\na,"b\nc,d\n')).faults[0]?.detail).toContain('never closed');
    expect((await read('unit,name\na,x"y\n')).faults).toEqual([{ line: 2, column: 2, detail: expect.stringContaining('double the quotes') }]);
    expect((await read('unit,name\na,x"y\n,b\n')).faults.map(({ line }) => line)).toEqual([2, 3]);
  });
  it('must be UTF-8', async () => {
    const { faults } = await read(Buffer.concat([Buffer.from('unit,name\na,'), Buffer.from([0xcf, 0xf0, 0xe8]), Buffer.from('\n')]));
    expect(faults).toEqual([{ line: 2, column: 2, detail: 'name: the file is not UTF-8 here' }]);
  });
  it('has thousands of faults told, the first by line whenever they were found, and all counted', () => {
    const faults = new Faults();
    for (let line = 30_001; line > 1; line -= 1) faults.add({ line, detail: 'bad' });
    let refusal: unknown;
    try {
      faults.refuseIfAny();
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'csv-invalid', message: expect.stringContaining('20000 more'), details: { total: 30_000 } });
    const errors = (refusal as DomainError).details['errors'] as { line: number }[];
    expect(errors.map(({ line }) => line)).toEqual(Array.from({ length: mostTold }, (_, at) => at + 2));
  });
  it('breaks off with the error of its source', async () => {
    const broken = Readable.from((async function* () {
      yield Buffer.from('unit,name\n');
      throw new Error('too large');
    })());
    const rows = csvRows(broken, columns, new Faults(), () => undefined);
    await expect(rows.next()).rejects.toThrow('too large');
  });
});

describe('circles', () => {
  it('are found with everybody in them, and nobody who merely leads into one', () =>
    expect([...inCircles(new Map([['a', 'b'], ['b', 'c'], ['c', 'a'], ['d', 'a'], ['e', 'f'], ['g', 'g']]))].sort()).toEqual(['a', 'b', 'c', 'g']));
  it('are the same that a walk from each one finds', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), { maxLength: 14 }), (pairs) => {
        const pointsAt = new Map(pairs.map(([from, to]) => [String(from), String(to)]));
        const walks = [...pointsAt.keys()].filter((start) => {
          let current: string | undefined = start;
          for (let steps = 0; steps <= 13 && current !== undefined; steps += 1) {
            current = pointsAt.get(current);
            if (current === start) return true;
          }
          return false;
        });
        expect([...inCircles(pointsAt)].sort()).toEqual(walks.sort());
      }),
    ));
});
