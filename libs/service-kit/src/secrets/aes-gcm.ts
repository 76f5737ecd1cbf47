// AES-256-GCM: nobody reads it, nobody changes it, and what was encrypted for one purpose opens for no other.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Encrypted {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** @param key 32 bytes. @param boundTo what it is for, down to the row or event that it belongs to. */
export function encrypt(key: Buffer, plain: Buffer, boundTo: string): Encrypted {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

/** @throws Error when the key is another one, it was changed, or it was encrypted for something else. */
export function decrypt(key: Buffer, { iv, ciphertext, tag }: Encrypted, boundTo: string): Buffer {
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** In one piece, as a column or a cookie takes it. */
export const packed = ({ iv, ciphertext, tag }: Encrypted): Buffer => Buffer.concat([iv, tag, ciphertext]);

export const unpacked = (bytes: Buffer): Encrypted => ({
  iv: bytes.subarray(0, ivBytes),
  tag: bytes.subarray(ivBytes, ivBytes + tagBytes),
  ciphertext: bytes.subarray(ivBytes + tagBytes),
});
