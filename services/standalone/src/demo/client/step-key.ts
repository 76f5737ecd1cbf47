// Names of steps as idempotency keys: a demo that goes on after a crash repeats itself and changes nothing.
import { createHash } from 'node:crypto';

/** The demo's own namespace; any UUID would do. */
const namespace = Buffer.from('5b8a3a1ef7c94f0e9d3b8d6e9a1c2f47', 'hex');

/** The UUID (version 5 of RFC 9562) of a step: the same words give the same one. */
export function stepKey(...words: readonly string[]): string {
  const bytes = createHash('sha1').update(namespace).update(words.join('\n')).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
