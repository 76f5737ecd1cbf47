// Replaces parts of a text by shorter ones, and knows where each offset stood before.

export interface Replaced {
  readonly text: string;
  originalOf(offset: number): number;
}

/** `replacementOf` gives what stands for a match, or undefined where it stays; it must not be longer than the match. Linear in the text. */
export function replacing(text: string, pattern: RegExp, replacementOf: (match: RegExpExecArray) => string | undefined): Replaced {
  const parts: string[] = [];
  // What each shorter replacement takes away from all offsets behind it.
  const shifts: { at: number; by: number }[] = [];
  let length = 0;
  let from = 0;
  let by = 0;
  for (const match of text.matchAll(pattern)) {
    const replacement = replacementOf(match);
    if (replacement === undefined || replacement.length > match[0].length) continue;
    parts.push(text.slice(from, match.index), replacement);
    length += match.index - from + replacement.length;
    from = match.index + match[0].length;
    by += match[0].length - replacement.length;
    shifts.push({ at: length, by });
  }
  if (parts.length === 0) return { text, originalOf: (offset) => offset };
  parts.push(text.slice(from));
  return {
    text: parts.join(''),
    originalOf(offset) {
      let low = 0;
      let high = shifts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((shifts[middle]?.at ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return offset + (shifts[low - 1]?.by ?? 0);
    },
  };
}
