// The end of a server's log: what a person reads first when it died.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const tailBytes = 8192;

/** The last lines of a log; none when there is no log. */
export function lastLinesOf(path: string, count = 15): string[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const start = Math.max(0, fstatSync(file).size - tailBytes);
    const buffer = Buffer.alloc(tailBytes);
    const length = readSync(file, buffer, 0, tailBytes, start);
    return buffer
      .toString('utf8', 0, length)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-count);
  } finally {
    closeSync(file);
  }
}
