// Free text under a person's key, bound to the event that carries it.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { SealedText } from '@rung/contracts';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;

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
  const { iv, ciphertext, tag } = encrypt(keyEncryptionKey, key, keyId);
  return Buffer.concat([iv, tag, ciphertext]);
}

/** @throws Error when it was wrapped under another key, or for another key id. */
export function unwrap(keyEncryptionKey: Buffer, keyId: string, wrapped: Buffer): SealingKey {
  const parts = { iv: wrapped.subarray(0, ivBytes), tag: wrapped.subarray(ivBytes, ivBytes + 16), ciphertext: wrapped.subarray(ivBytes + 16) };
  return { keyId, key: decrypt(keyEncryptionKey, parts, keyId) };
}

interface Parts {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

function encrypt(key: Buffer, plain: Buffer, boundTo: string): Parts {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt(key: Buffer, { iv, ciphertext, tag }: Parts, boundTo: string): Buffer {
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: 16 }).setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
