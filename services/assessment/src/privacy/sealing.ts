// Free text under a person's key, bound to the event that carries it.
import type { SealedText } from '@rung/contracts';
import { decrypt, encrypt, packed, unpacked } from '@rung/service-kit';

export interface SealingKey {
  readonly keyId: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** @param eventId the id of the event that will carry it: in another event the text does not open. */
export function seal({ keyId, key }: SealingKey, text: string, eventId: string): SealedText {
  const { iv, ciphertext, tag } = encrypt(key, Buffer.from(text, 'utf8'), eventId);
  return { keyId, iv: iv.toString('base64url'), ciphertext: ciphertext.toString('base64url'), tag: tag.toString('base64url') };
}

/** @throws Error when the key is another one, the text was changed, or it is in another event than it was sealed for. */
export function unseal({ key }: SealingKey, sealed: SealedText, eventId: string): string {
  const [iv, ciphertext, tag] = [sealed.iv, sealed.ciphertext, sealed.tag].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  return decrypt(key, { iv, ciphertext, tag }, eventId).toString('utf8');
}

/** A sealing key as it is stored: under the key-encryption key, bound to its own id. */
export function wrap(keyEncryptionKey: Buffer, { keyId, key }: SealingKey): Buffer {
  return packed(encrypt(keyEncryptionKey, key, keyId));
}

/** @throws Error when it was wrapped under another key, or for another key id. */
export function unwrap(keyEncryptionKey: Buffer, keyId: string, wrapped: Buffer): SealingKey {
  return { keyId, key: decrypt(keyEncryptionKey, unpacked(wrapped), keyId) };
}
