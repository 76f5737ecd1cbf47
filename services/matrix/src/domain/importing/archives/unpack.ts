// The files of a ZIP by their names, each as its directory says that it is.
import { isZip, unzipped } from '../files/unzip.js';
import type { Why } from '../reasons.js';
import { unreadable } from '../refusal.js';
import { isWorkbook } from '../sheets/read-workbook.js';
import { broken, entriesOf, isOfSystem, type Entry } from './entries.js';

const mostFolders = 16;
const longestName = 300;
const partLength = 200;

/** The one that a person packed, where there is one alone. */
export function onlyFile(files: ReadonlyMap<string, Uint8Array>): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  const [first, ...others] = [...files].filter(([name]) => !isOfSystem(name));
  return first === undefined || others.length > 0 ? undefined : { name: first[0], bytes: first[1] };
}

/**
 * Nothing is written anywhere: names that lead elsewhere are refused because whoever packed them meant no matrix.
 * @throws DomainError import-unreadable naming the file
 */
export function unpacked(bytes: Uint8Array, entries: readonly Entry[]): ReadonlyMap<string, Uint8Array> {
  mustBeHonest(entries);
  const files = unzipped(bytes);
  const isAlone = entries.filter(({ isFolder, name }) => !isFolder && !isOfSystem(name)).length === 1;
  return new Map(
    entries
      .filter(({ isFolder }) => !isFolder)
      .map(({ key, name, size, sum }) => {
        const file = files.get(key);
        if (file === undefined || file.length !== size || sumOf(file) !== sum) throw broken(name.slice(0, partLength));
        if (isZip(file) && !(isAlone && isWorkbookPacked(file))) throw refused(name, 'archive-in-archive');
        return [name, file];
      }),
  );
}

function isWorkbookPacked(file: Uint8Array): boolean {
  return entriesOf(file).some(({ name }) => isWorkbook(name));
}

function mustBeHonest(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const { name, isEncrypted, isLink, packed, size } of entries) {
    if (isEncrypted) throw refused(name, 'encrypted');
    if (isLink) throw refused(name, 'link');
    mustBeName(name);
    if (seen.has(name)) throw refused(name, 'file-twice');
    seen.add(name);
    // Words shrink tenfold; a thousandfold is a bomb, or nothing but blanks.
    if (size > 100_000 && size > packed * 200) throw refused(name, 'packed-too-small');
  }
}

function mustBeName(name: string): void {
  const steps = name.split('/');
  if (name === '' || name.length > longestName || steps.length > mostFolders) throw refused(name, 'name-too-long', { most: longestName, folders: mostFolders });
  if (steps.includes('..') || /^(?:\/|[a-z]:)/iu.test(name) || /\p{Cc}/u.test(name)) throw refused(name, 'name-leads-out');
  if (steps.includes('__proto__')) throw refused(name, 'file-called-proto');
}

function refused(name: string, reason: Why['reason'], values: Why['values'] = {}): Error {
  return unreadable({ line: 1, column: 1, part: name.replace(/\p{Cc}/gu, '?').slice(0, partLength) }, reason, values);
}

/** CRC-32, as ZIP has it. */
const sums = Uint32Array.from({ length: 256 }, (_, byte) => Array.from({ length: 8 }).reduce<number>((sum) => (sum & 1 ? 0xedb8_8320 ^ (sum >>> 1) : sum >>> 1), byte));

function sumOf(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (sums[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffff_ffff) >>> 0;
}
