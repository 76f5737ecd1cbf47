import { similarity } from './similarity.js';
import { oneEditThreshold } from './slip.js';

const gramLength = 5;
/** Texts shorter than this are known by shorter runs as well: one letter may spoil all of five. */
const shortBelow = 40;
const shortGram = 3;
/** Texts longer than this are known by a sample of their grams: a slip leaves half of them alone, an eighth is plenty to find it by. */
const sampledFrom = 120;
/** A gram that so many texts share tells nothing. */
const commonFrom = 200;
/** Characters compared per text at most, so that a list of a thousand variations costs as much as its length. */
const comparedCharacters = 8_000;

/**
 * Finds texts that are similar enough to be slips of each other without comparing all with all. Two texts that differ in at most one
 * character in ten share at least one run of five characters, so only texts that share some are compared, those that share most first.
 */
export class Lookalikes<Value> {
  readonly #entries: { text: string; value: Value }[] = [];
  readonly #byGram = new Map<number, number[]>();

  add(text: string, value: Value): void {
    const at = this.#entries.push({ text, value }) - 1;
    for (const gram of gramsOf(text)) {
      const texts = this.#byGram.get(gram);
      if (texts === undefined) this.#byGram.set(gram, [at]);
      else if (texts.length <= commonFrom) texts.push(at);
    }
  }

  /** Those at or above the threshold, the most similar first, then in the order in which they were added. */
  like(text: string): { value: Value; score: number }[] {
    const shared = new Map<number, number>();
    let telling = 0;
    for (const gram of gramsOf(text)) {
      const texts = this.#byGram.get(gram) ?? [];
      if (texts.length > commonFrom) continue;
      telling += 1;
      for (const at of texts) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const most = Math.max(4, Math.floor(comparedCharacters / Math.max(1, text.length)));
    // Each edit spoils at most `gramLength` grams; half of what then must be left allows for samples and repetitions.
    const edits = Math.floor(text.length * (1 - oneEditThreshold));
    const least = text.length < shortBelow ? 1 : Math.floor(telling * Math.max(0, 1 - (edits * gramLength) / Math.max(1, text.length - gramLength + 1)) * 0.5);
    return [...shared]
      .filter(([at, count]) => count >= least && isNearInLength(text.length, this.#entries[at]?.text.length ?? 0))
      .sort(([one, oneShares], [other, otherShares]) => otherShares - oneShares || one - other)
      .slice(0, most)
      .flatMap(([at]) => {
        const entry = this.#entries[at];
        const score = entry === undefined ? 0 : similarity(text, entry.text);
        return entry === undefined || score < oneEditThreshold ? [] : [{ value: entry.value, score, at }];
      })
      .sort((one, other) => other.score - one.score || one.at - other.at);
  }
}

function isNearInLength(one: number, other: number): boolean {
  return Math.min(one, other) >= Math.max(one, other) * oneEditThreshold;
}

function gramsOf(text: string): Set<number> {
  const grams = new Set<number>();
  const sampled = text.length > sampledFrom;
  for (const length of text.length < shortBelow ? [gramLength, shortGram] : [gramLength]) {
    for (let at = 0; at + length <= text.length; at += 1) {
      let hash = 0x811c9dc5 ^ length;
      for (let offset = at; offset < at + length; offset += 1) hash = Math.imul(hash ^ text.charCodeAt(offset), 0x01000193);
      hash = (hash ^ (hash >>> 15)) >>> 0;
      if (!sampled || hash % 8 === 0) grams.add(hash);
    }
  }
  return grams;
}
