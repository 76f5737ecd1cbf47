// Which lane a stream belongs to: the same answer in every process, release and language.
import { Buffer } from 'node:buffer';

/**
 * FNV-1a (32 bits) over the id's UTF-8 bytes, finished with MurmurHash3's mixer because FNV's low bits are weak, modulo
 * the number of lanes. It is written down here, and not left to PostgreSQL's hash functions, which a major version may change.
 * @param lanes a whole number from 1.
 * @returns 0 to lanes - 1.
 */
export function laneOf(streamId: string, lanes: number): number {
  if (lanes === 1) return 0;
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(streamId, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % lanes;
}
