// The one mapping from the organisation's person keys to the opaque ids that everything else knows people by.
import { createHmac } from 'node:crypto';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const opaqueIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/** The first 128 bits of a digest as a UUID of version 8 (RFC 9562: "vendor's own"), so that it is never taken for a random one. */
export function uuidOfDigest(digest: Uint8Array): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The opaque id of a person.
 * @param secret PERSON_ID_SECRET, the same in every service of an installation.
 * @param personKey the organisation's key of the person, exactly as the directory and the tokens have it.
 */
export function personIdOf(secret: string, personKey: string): string {
  return uuidOfDigest(createHmac('sha256', secret).update(personKey, 'utf8').digest());
}

/**
 * In URLs a person may be named by either: an opaque id stays as it is (in lower case), a key becomes its id. A UUID of another
 * version than an opaque id's is a key: identity providers name people by random ones.
 */
export function personIdFrom(secret: string, keyOrId: string): string {
  return opaqueIdPattern.test(keyOrId) ? keyOrId.toLowerCase() : personIdOf(secret, keyOrId);
}
