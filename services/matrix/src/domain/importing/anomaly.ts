import { z } from 'zod';

export const anomalyKind = z.enum([
  'missing-space',
  'missing-stop',
  'near-duplicate',
  'numbering-gap',
  'duplicate-level',
  'list-missing',
  'group-assumed',
  'group-named',
  'unassigned-text',
  'formula',
]);
export type AnomalyKind = z.infer<typeof anomalyKind>;

/** Two wordings that are alike: which words differ, and what became of them. */
export const alike = z.object({
  of: z.enum(['statement', 'question']),
  readAs: z.enum(['one', 'two']).describe('whether the later wording was read as the earlier one'),
  later: z.string(),
  earlier: z.string().describe('where both were read as one, the wording that stays'),
  level: z.string().optional().describe('at which the earlier one stands; absent where it is the same list'),
  differs: z.object({ earlier: z.string(), later: z.string() }).describe('the words that only one of them has; both blank where none differ'),
});
export type Alike = z.infer<typeof alike>;

/** What looks wrong in a text, and where; it was read all the same. */
export interface AnomalyNote {
  readonly kind: AnomalyKind;
  /** Offset in the text. */
  readonly at: number;
  /** Behind the last of the words meant; the first word from there where absent. */
  readonly end?: number | undefined;
  readonly message: string;
  readonly alike?: Alike | undefined;
}

/** The text, short enough to quote. */
export function quoted(text: string): string {
  return `"${text.length > 120 ? `${text.slice(0, 119)}…` : text}"`;
}
