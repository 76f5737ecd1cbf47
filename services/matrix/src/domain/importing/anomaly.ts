import { z } from 'zod';

export const anomalyKind = z.enum([
  'missing-space',
  'missing-stop',
  'near-duplicate',
  'numbering-gap',
  'duplicate-level',
  'unassigned-text',
  'formula',
]);
export type AnomalyKind = z.infer<typeof anomalyKind>;

/** What looks wrong in a text, and where; it was read all the same. */
export interface AnomalyNote {
  readonly kind: AnomalyKind;
  /** Offset in the text. */
  readonly at: number;
  readonly message: string;
}

/** The text, short enough to quote. */
export function quoted(text: string): string {
  return `"${text.length > 120 ? `${text.slice(0, 119)}…` : text}"`;
}
