// What publishing a preview would change in a matrix that people are assessed by.
import { differingWords } from '../wording/differing-words.js';

/** A statement with where it holds, from a preview or from a published version alike. */
export interface Stated {
  readonly id: string;
  readonly group: string;
  readonly statement: string;
  /** The first names of the levels at which it is in force. */
  readonly levels: readonly string[];
}

export interface Reworded {
  readonly before: Stated;
  readonly after: Stated;
}

export interface MatrixChanges {
  readonly added: readonly Stated[];
  readonly removed: readonly Stated[];
  /** The same statement in other words. */
  readonly reworded: readonly Reworded[];
  /** The same words, in force at other levels. */
  readonly moved: readonly Reworded[];
  readonly unchanged: number;
}

/** Statements that share this share of their words are one statement in other words. */
const sameFrom = 0.6;

export function matrixChanges(before: readonly Stated[], after: readonly Stated[]): MatrixChanges {
  const found = pairsOf(before, after);
  const matched = new Set(found.flat());
  const reworded = found.filter(([one, other]) => one.statement !== other.statement);
  const moved = found.filter(([one, other]) => one.statement === other.statement && one.levels.join() !== other.levels.join());
  return {
    added: after.filter((one) => !matched.has(one)),
    removed: before.filter((one) => !matched.has(one)),
    reworded: reworded.map(asPair),
    moved: moved.map(asPair),
    unchanged: found.length - reworded.length - moved.length,
  };
}

const asPair = ([before, after]: readonly [Stated, Stated]): Reworded => ({ before, after });

/** What is what: the same words first, then the same competency at the same level, then what reads most alike. */
function pairsOf(before: readonly Stated[], after: readonly Stated[]): (readonly [Stated, Stated])[] {
  const left = [...before];
  const pairs: (readonly [Stated, Stated])[] = [];
  const pair = (rest: readonly Stated[], isSame: (one: Stated, other: Stated) => boolean): Stated[] =>
    rest.filter((other) => {
      const at = left.findIndex((one) => one.group === other.group && isSame(one, other));
      const [one] = at < 0 ? [] : left.splice(at, 1);
      if (one !== undefined) pairs.push([one, other]);
      return one === undefined;
    });
  const unknown = pair(after, (one, other) => one.statement === other.statement);
  const unpaired = pair(unknown, (one, other) => one.id === other.id && one.levels[0] === other.levels[0]);
  pair(unpaired, (one, other) => alike(one.statement, other.statement) >= sameFrom);
  return pairs;
}

/** The share of the words that both have, of those of the longer one. */
function alike(one: string, other: string): number {
  const shared = differingWords(one, other).before.flatMap(({ text, differs }) => (differs ? [] : wordsOf(text))).length;
  return shared / Math.max(wordsOf(one).length, wordsOf(other).length, 1);
}

const wordsOf = (text: string): string[] => text.match(/\S+/gu) ?? [];
