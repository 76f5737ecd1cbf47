// Two wordings of one statement, word by word: what both say, and what only one of them does.
export interface Wording {
  readonly text: string;
  /** Whether only this wording has it. */
  readonly differs: boolean;
}

export interface DifferingWords {
  readonly before: readonly Wording[];
  readonly after: readonly Wording[];
}

/** Beyond this many words the whole wordings are set against each other: the table would be long, and nobody reads it. */
const comparedAtMost = 400;

export function differingWords(before: string, after: string): DifferingWords {
  const one = wordsOf(before);
  const other = wordsOf(after);
  if (one.length > comparedAtMost || other.length > comparedAtMost) {
    return { before: [{ text: before, differs: before !== after }], after: [{ text: after, differs: before !== after }] };
  }
  const common = commonWords(one, other);
  return { before: wordings(one, common.map(([at]) => at)), after: wordings(other, common.map(([, at]) => at)) };
}

/** Words with the white space behind them, so that they can be put together again. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*/gu) ?? [];

/** The places of the longest sequence of words that both have, by the usual table. */
function commonWords(one: readonly string[], other: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  const length = (at: number, to: number): number => lengths[at]?.[to] ?? 0;
  const isSame = (at: number, to: number): boolean => one[at]?.trim() === other[to]?.trim();
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let to = other.length - 1; to >= 0; to -= 1) {
      lengths[at]![to] = isSame(at, to) ? length(at + 1, to + 1) + 1 : Math.max(length(at + 1, to), length(at, to + 1));
    }
  }
  const common: [number, number][] = [];
  for (let at = 0, to = 0; at < one.length && to < other.length; ) {
    if (isSame(at, to)) common.push([at++, to++]);
    else if (length(at + 1, to) >= length(at, to + 1)) at += 1;
    else to += 1;
  }
  return common;
}

/** Neighbours of one kind become one wording. */
function wordings(words: readonly string[], common: readonly number[]): Wording[] {
  const shared = new Set(common);
  const found: { text: string; differs: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const differs = !shared.has(at);
    const last = found.at(-1);
    if (last?.differs === differs) last.text += word;
    else found.push({ text: word, differs });
  }
  return found;
}
