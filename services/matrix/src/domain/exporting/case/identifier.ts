import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Drawn once; what the names below it are names of. */
const namespace = hexToBytes('6d1f0c0e9b7a4c5e8a52f3b1c7d2e964');

/** A UUID of version 5, the highest that CASE knows, made of what it names: the same thing has the same one in every export. */
export function identifierOf(...path: readonly string[]): string {
  const bytes = sha1(concatBytes(namespace, utf8ToBytes(JSON.stringify(path)))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** There is no address on the network that would be the same in every installation. */
export function uriOf(identifier: string): string {
  return `urn:uuid:${identifier}`;
}
