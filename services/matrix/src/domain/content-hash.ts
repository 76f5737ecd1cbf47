import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { MatrixContent } from '@rung/matrix-model';
import { canonicalize } from 'json-canonicalize';

/**
 * The address of a published version: SHA-256, in hex, of the content's canonical JSON (RFC 8785). Two contents have the
 * same address exactly when they say the same, whatever the order of their keys.
 */
export function contentHash(content: MatrixContent): string {
  const { name, reading, groups, groupNames, levels, terms, competencies } = content;
  const canonical = canonicalize({ name, reading, groups, ...(groupNames && { groupNames }), levels, terms, competencies });
  return bytesToHex(sha256(utf8ToBytes(canonical)));
}
