// Files that a command was given; "-" is the standard input.
import { createReadStream } from 'node:fs';

import { Refusal } from './refusal.js';
import { decodedText } from './text-decoding.js';

/** The whole text of a file in UTF-8, or in UTF-16 with a byte order mark. @throws Refusal `file-unreadable` */
export async function readText(file: string): Promise<string> {
  const pieces: string[] = [];
  try {
    for await (const piece of decodedText(file, bytesOf(file))) pieces.push(piece);
  } catch (error) {
    throw unreadable(file, error);
  }
  return pieces.join('');
}

/** The bytes of a file, up to one more than `most`. @throws Refusal `file-unreadable` */
export async function readBytes(file: string, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of bytesOf(file)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > most) break;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  return Buffer.concat(chunks);
}

/** The lines of a text file piece by piece, with every line end as "\n". @throws Refusal `file-unreadable`, also for a NUL, which no text holds */
export async function* readLines(file: string): AsyncGenerator<string> {
  let held = '';
  let line = 1;
  try {
    for await (const piece of decodedText(file, bytesOf(file))) {
      const whole = held + piece;
      // A carriage return at the end may be half of a Windows line end.
      held = whole.endsWith('\r') ? '\r' : '';
      const lines = whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
      const nul = lines.indexOf('\0');
      if (nul >= 0) throw nulAt(file, line + lineEnds(lines.slice(0, nul)));
      line += lineEnds(lines);
      yield lines;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (held !== '') yield '\n';
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return file === '-' ? process.stdin : createReadStream(file);
}

function lineEnds(lines: string): number {
  return lines.split('\n').length - 1;
}

function nulAt(file: string, line: number): Refusal {
  return new Refusal('file-unreadable', [{ file, line, detail: 'a NUL character stands here, so this is no text; save the file as text in UTF-8' }]);
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof Refusal || typeof error !== 'object' || error === null || !('code' in error)) return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'this is a folder, not a file',
    EACCES: 'it may not be read by this user',
  };
  return new Refusal('file-unreadable', [{ file, detail: reasons[String(error.code)] ?? String(error) }]);
}
