// The files of a ZIP, as far as a matrix may need them: what its directory says they hold bounds what is unpacked.
import { unzipSync } from 'fflate';

import { unreadable } from '../refusal.js';

const mostFiles = 1_000;
/** Unpacked, all together. */
const mostBytes = 24 * 1024 * 1024;
const start = { line: 1, column: 1 };

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** @throws DomainError import-unreadable for what is broken, or would be more than a matrix can be */
export function unzipped(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let files = 0;
  let size = 0;
  const count = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean => {
    files += 1;
    size += originalSize;
    if (files > mostFiles) throw unreadable({ ...start, part: name.slice(0, 200) }, 'too-many-files', { most: mostFiles });
    if (size > mostBytes) throw unreadable({ ...start, part: name.slice(0, 200) }, 'packed-too-large', { most: mostBytes / 1024 / 1024 });
    return !name.endsWith('/');
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: count })));
  } catch (error) {
    if (error instanceof Error && 'details' in error) throw error;
    throw unreadable(start, 'broken-packing');
  }
}
