// What the directory of a ZIP says of its files. The unpacker tells neither whether one is behind a password nor what its bytes must sum up to.
import { unreadable } from '../refusal.js';

export interface Entry {
  /** As the unpacker calls it. */
  readonly key: string;
  /** As its owner does: with plain slashes, in the encoding that fits. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  readonly packed: number;
  readonly size: number;
  readonly sum: number;
}

const start = { line: 1, column: 1 };
const endLength = 22;
const longestComment = 65_535;
const signs = { end: 0x0605_4b50, locator: 0x0706_4b50, entry: 0x0201_4b50 };

/** @throws DomainError import-unreadable for what is no directory, or one for more than a matrix can be */
export function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined || view.getUint16(end + 8, true) !== view.getUint16(end + 10, true)) throw broken();
  if (end >= 20 && view.getUint32(end - 20, true) === signs.locator) throw unreadable(start, 'zip64');
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 8, true); left > 0; left -= 1) {
    if (at + 46 > end || view.getUint32(at, true) !== signs.entry) throw broken();
    const nameLength = view.getUint16(at + 28, true);
    if (at + 46 + nameLength > end) throw broken();
    entries.push(entryAt(view, at, bytes.subarray(at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function entryAt(view: DataView, at: number, raw: Uint8Array): Entry {
  const flags = view.getUint16(at + 8, true);
  const isUtf8 = (flags & 2048) !== 0;
  const name = (isUtf8 ? new TextDecoder().decode(raw) : nameIn(raw)).replaceAll('\\', '/').normalize('NFC');
  return {
    key: isUtf8 ? new TextDecoder().decode(raw) : Array.from(raw, (byte) => String.fromCharCode(byte)).join(''),
    name,
    isFolder: name.endsWith('/'),
    isEncrypted: (flags & 1) !== 0,
    isLink: view.getUint32(at + 38, true) >>> 28 === 0xa,
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    sum: view.getUint32(at + 16, true),
  };
}

/** Some archivers write UTF-8 without saying so; those of Windows in Russian write code page 866. */
function nameIn(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('ibm866').decode(raw);
  }
}

/** What archivers and systems put beside the files of a person. */
export function isOfSystem(name: string): boolean {
  return name.split('/').some((step) => step === '__MACOSX' || step.startsWith('.')) || /(?:^|\/)(?:thumbs\.db|desktop\.ini)$/iu.test(name);
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) if (view.getUint32(at, true) === signs.end) return at;
  return undefined;
}

export function broken(part?: string): Error {
  return unreadable({ ...start, part }, 'broken-packing');
}
