// Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. Anything else is refused, never read as something that it does not say.
import { packedFormat } from '@rung/service-kit';

import { Refusal } from './refusal.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Decodes a stream piece by piece; a byte order mark stays in the text.
 * @throws Refusal `file-unreadable` with the line of the first byte that cannot be decoded
 */
export async function* decodedText(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encoding: Encoding | undefined;
  let held = Buffer.alloc(0);
  let line = 1;
  let afterReturn = false;
  const decode = (bytes: Uint8Array, as: Encoding): string => {
    const place = { file, line, afterReturn };
    const text = decodePiece(bytes, as, place);
    const count = countLines(text, afterReturn);
    line += count.ends;
    afterReturn = count.afterReturn;
    return text;
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([held, chunk]);
    if (encoding === undefined && bytes.length < 4) {
      held = bytes;
      continue;
    }
    if (encoding === undefined) mustBeUnpacked(file, bytes);
    encoding ??= encodingOf(bytes);
    const end = bytes.length - unfinished(bytes, encoding);
    held = bytes.subarray(end);
    if (end > 0) yield decode(bytes.subarray(0, end), encoding);
  }
  if (held.length > 0) yield decode(held, encoding ?? encodingOf(held));
}

function mustBeUnpacked(file: string, bytes: Uint8Array): void {
  const format = packedFormat(bytes);
  if (format !== undefined) throw new Refusal('file-unreadable', [{ file, detail: `this is no text, but ${format}` }]);
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** How many bytes at the end begin a character that the next piece ends. */
function unfinished(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding !== 'utf-8') {
    const odd = bytes.length % 2;
    const high = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
    return odd + (high >= 0xd8 && high < 0xdc ? 2 : 0);
  }
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0x80 && byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

function decodePiece(bytes: Uint8Array, encoding: Encoding, { file, line, afterReturn }: { file: string; line: number; afterReturn: boolean }): string {
  const text = decodeOrNothing(bytes, encoding, false);
  if (text !== undefined) return text;
  // What is wrong for a piece is wrong for every longer one: the first wrong byte is found by halving.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodeOrNothing(bytes.subarray(0, middle), encoding, true) === undefined) bad = middle;
    else good = middle;
  }
  good -= unfinished(bytes.subarray(0, good), encoding);
  const before = decodeOrNothing(bytes.subarray(0, good), encoding, true) ?? '';
  const value = (bytes[good] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  throw new Refusal('file-unreadable', [
    {
      file,
      line: line + countLines(before, afterReturn).ends,
      detail: `the byte 0x${value} here is no ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'}; save the file as UTF-8 and try again`,
    },
  ]);
}

function decodeOrNothing(bytes: Uint8Array, encoding: Encoding, stream: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

/** Line ends in a piece of text; "\r\n" is one, also where it stands between two pieces. */
function countLines(text: string, afterReturn: boolean): { ends: number; afterReturn: boolean } {
  let ends = 0;
  for (const _ of text.matchAll(/\r\n?|\n/gu)) ends += 1;
  return { ends: afterReturn && text.startsWith('\n') ? ends - 1 : ends, afterReturn: text.endsWith('\r') };
}
