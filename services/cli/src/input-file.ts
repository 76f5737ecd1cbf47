// Files that a command was given; "-" is the standard input.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

import { Refusal } from './refusal.js';

/** The whole text of a file as UTF-8. @throws Refusal `file-unreadable` */
export async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A file's text piece by piece, with every line end as "\n". @throws Refusal `file-unreadable` */
export async function* readLines(file: string): AsyncGenerator<string> {
  const stream = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let held = '';
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      const whole = held + piece;
      // A carriage return at the end may be half of a Windows line end.
      held = whole.endsWith('\r') ? '\r' : '';
      yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (held !== '') yield '\n';
}

function unreadable(file: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'this is a folder, not a file',
    EACCES: 'it may not be read by this user',
  };
  return new Refusal('file-unreadable', [{ file, detail: reasons[String(error.code)] ?? String(error) }]);
}
