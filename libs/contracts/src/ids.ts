// Ids, days, codes and sealed texts: what events and requests are made of.
import { z } from 'zod';

/** A person's opaque id: never a name, an address or an employee number. */
export const personId = z.uuid();
export const matrixId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the id of a matrix: lower-case letters and digits, with "-" between them').max(80);
/** Of a matrix, as an address has it. */
export const versionNumber = z.coerce.number().int().min(1).max(999_999_999);
export const cycleId = z.uuid();
export const reviewId = z.uuid();
export const assessmentId = z.uuid();
export const evidenceId = z.uuid();
/** The organisation's own code of a unit or a position. */
export const orgCode = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'must be a code: letters and digits, also ".", "_" and "-" behind the first, at most 64 characters');
export const day = z.iso.date();
export const instant = z.iso.datetime();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A published version of a matrix, pinned by its content. */
export const matrixPin = z.object({ id: matrixId, version: z.int().positive().describe('Of the matrix: 1, 2, 3 …'), hash: sha256.describe('Of what the version says') });
export type MatrixPin = z.infer<typeof matrixPin>;

/**
 * Free text about a person: AES-256-GCM under that person's key, bound to its event. Folding never depends on it, because
 * forgetting the person destroys the key. Parts are base64url.
 */
export const sealedText = z.object({
  keyId: z.uuid().describe('Of the key that opens it, which no topic holds'),
  iv: z.string().describe('The nonce, as base64url'),
  ciphertext: z.string().describe('As base64url'),
  tag: z.string().describe('By which a changed ciphertext is found out, as base64url'),
});
export type SealedText = z.infer<typeof sealedText>;
