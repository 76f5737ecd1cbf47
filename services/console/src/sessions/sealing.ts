// Text that leaves this process, in a row or a cookie: nobody reads it, and nobody changes it.
import { decrypt, encrypt, packed, unpacked } from '@rung/service-kit';

/** @param purpose what it is for, down to the row or cookie that it belongs to. */
export function seal(key: Buffer, purpose: string, text: string): Buffer {
  return packed(encrypt(key, Buffer.from(text, 'utf8'), purpose));
}

/** @returns undefined for what was not sealed with this key for this purpose. */
export function unseal(key: Buffer, purpose: string, sealed: Buffer): string | undefined {
  try {
    return decrypt(key, unpacked(sealed), purpose).toString('utf8');
  } catch {
    return undefined;
  }
}
