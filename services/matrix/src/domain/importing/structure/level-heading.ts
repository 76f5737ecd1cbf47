import type { Range } from '../text/source.js';

export interface LevelHeading extends Range {
  readonly names: readonly string[];
  /** Where its first letter is; `start` may be earlier, at the signs that decorate it. */
  readonly word: number;
  /** It follows a sentence that has no stop. */
  readonly loose: boolean;
}
