// Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. Anything else is refused, never read as something that it does not say.
import { unreadable } from '../refusal.js';

const foreign: readonly { readonly begins: readonly number[]; readonly what: string }[] = [
  { begins: [0x1f, 0x8b], what: 'a gzip file; unpack it first' },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard file; unpack it first' },
  { begins: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive; pack its files as a ZIP' },
  { begins: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7z archive; pack its files as a ZIP' },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], what: 'an .xls or .doc file, or an encrypted workbook; save it as .xlsx without a password' },
  { begins: [0x25, 0x50, 0x44, 0x46], what: 'a PDF; copy its text into a plain file' },
  { begins: [0x89, 0x50, 0x4e, 0x47], what: 'a picture (PNG); write its words into a file' },
  { begins: [0xff, 0xd8, 0xff], what: 'a picture (JPEG); write its words into a file' },
];

/** @throws DomainError import-unreadable for what is no text, with the line of the first byte that is none */
export function decoded(bytes: Uint8Array, part?: string): string {
  const start = { line: 1, column: 1, part };
  const what = foreign.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))?.what;
  if (what !== undefined) throw unreadable(start, 'no-text', { what });
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = encoding === 'utf-8' ? lineOfFirstFault(bytes) : 1;
    throw unreadable({ line, column: 1, part }, 'encoding', { encoding: encoding.toUpperCase() });
  }
}

/** Lines are counted as far as they can be decoded. */
function lineOfFirstFault(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      decoder.decode(bytes.subarray(start, at));
    } catch {
      return line;
    }
    line += 1;
    start = at + 1;
  }
  return line;
}
