import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readLines, readText } from './input-file.js';
import { Refusal } from './refusal.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rung-input-'))));
afterAll(() => rm(folder, { recursive: true }));

type Reader = (file: string) => Promise<string>;
const joinedLines: Reader = async (file) => {
  let all = '';
  for await (const piece of readLines(file)) all += piece;
  return all;
};

async function read(reader: Reader, bytes: Uint8Array): Promise<string | { line?: number; detail: string }> {
  const file = join(folder, 'file');
  await writeFile(file, bytes);
  try {
    return await reader(file);
  } catch (error) {
    if (!(error instanceof Refusal) || error.faults[0] === undefined) throw error;
    const { line, detail } = error.faults[0];
    return { line, detail };
  }
}

const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
const cp1251 = Buffer.from([0xd3, 0xf0, 0xee, 0xe2, 0xe5, 0xed, 0xfc]);

describe.each([
  ['a text', readText],
  ['lines', joinedLines],
] as const)('%s', (_, reader) => {
  // Characters of two to four bytes, over the border of what a stream reads at a time.
  const long = 'Ж€😀x'.repeat(40_000);

  it.each([
    ['UTF-8', Buffer.from(long), long],
    ['UTF-8 with a mark', Buffer.from('\ufeffЖ'), '\ufeffЖ'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${long}`, 'utf16le'), `\ufeff${long}`],
    ['UTF-16 with a mark, the other way round', utf16be(long), `\ufeff${long}`],
    ['UTF-16 with a mark and nothing else', utf16be(''), '\ufeff'],
    ['one byte', Buffer.from('x'), 'x'],
    ['nothing', Buffer.alloc(0), ''],
  ])('in %s is read', async (_name, bytes, text) => expect((await read(reader, bytes)) === text).toBe(true));

  it('that is packed is refused with what it is', async () =>
    expect(await read(reader, gzipSync('one\ntwo\n'))).toEqual({ line: undefined, detail: 'this is no text, but a gzip file; unpack it first' }));

  it.each([
    ['of an old code page', Buffer.concat([Buffer.from('one\r\ntwo\rthree\n'), cp1251]), 4, 'D3'],
    ['far into the file', Buffer.concat([Buffer.from('line Ж\r\n'.repeat(50_000)), Buffer.from('x'), Buffer.from([0xff])]), 50_001, 'FF'],
    ['cut off at the end', Buffer.concat([Buffer.from('one\n'), Buffer.from('Ж').subarray(0, 1)]), 2, 'D0'],
  ])('with a byte %s is refused with its line', async (_name, bytes, line, value) =>
    expect(await read(reader, bytes)).toEqual({
      line,
      detail: `the byte 0x${value} here is no UTF-8; save the file as UTF-8 and try again`,
    }),
  );

  it('with half a character of UTF-16 is refused', async () =>
    expect(await read(reader, Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xdc]))).toEqual({ line: 1, detail: expect.stringContaining('UTF-16') }));
});

it('lines with a NUL are refused with its line', async () =>
  expect(await read(joinedLines, Buffer.from('a,b\n1,2\nx\0y,3\n'))).toEqual({ line: 3, detail: expect.stringContaining('NUL') }));
