// Vocabularies as regular expressions that a person can read and add to.

/** Matches one of the alternatives, each a piece of a regular expression, one or more to a line. */
export function anyOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`;
}

/** Nothing of a word before, or behind. */
export const wordStart = '(?<!\\p{L})';
export const wordEnd = '(?!\\p{L})';
