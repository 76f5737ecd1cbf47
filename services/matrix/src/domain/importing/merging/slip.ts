import type { Difference } from './difference.js';

/**
 * From here on two wordings that differ in nothing telling are one expectation with a slip of the pen. The measure is normalised
 * Levenshtein similarity, 1 − distance / length of the longer one, over folded text. Slips in the texts we know score 0.95 and more;
 * the closest two different hard statements of the first real matrix score 0.71. What no number can tell is told by the words that
 * differ, see `differenceOf`: "младших" for "старших" in a long statement scores 0.96.
 */
export const slipThreshold = 0.95;

/** From here on wordings are close enough to ask about. */
export const nearThreshold = 0.9;

/**
 * From here on wordings are a slip as well if one letter of one word, or two that changed places, is all that differs, see
 * `Difference.oneEdit`: in a short text one letter weighs much ("Takes feedback wel" scores 0.947, "Уемние принимать ОС" 0.895).
 */
export const oneEditThreshold = 0.85;

/** Whether two wordings are one expectation, by their similarity and by how they differ. */
export function isSlip(score: number, difference: Difference): boolean {
  return !difference.telling && (score >= slipThreshold || (score >= oneEditThreshold && difference.oneEdit));
}
