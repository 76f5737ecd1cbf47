// What a text of levels tells beside its statements: lists by reference, terms, and how its lists are read.
import { ownValue, type Reading, type Term } from '@rung/matrix-model';

import { joinTexts } from '../drafting/texts.js';
import { levelKey } from '../tables/level-names.js';
import type { FilePlace } from '../text/source.js';

/** "Hards: the same as Senior's", in the file's names of levels. */
export interface SameList {
  readonly level: string;
  readonly group: string;
  readonly as: string;
}

/** One that stands by itself, beside lists. */
export interface PlacedSameList extends SameList {
  readonly words: string;
  readonly place: FilePlace;
}

export interface ToldByText {
  readonly sameLists: readonly SameList[];
  readonly terms: readonly Term[];
  readonly reading: Reading;
}

/** What two translations tell together. @param levelOf the other's level as the first calls it */
export function toldByBoth(first: ToldByText | undefined, other: ToldByText | undefined, levelOf: (level: string) => string): ToldByText | undefined {
  if (other === undefined) return first;
  const { sameLists = [], terms = [], reading = 'complete' } = first ?? {};
  return {
    sameLists: [...sameLists, ...other.sameLists.map(({ level, group, as }) => ({ level: levelOf(level), group, as: levelOf(as) }))],
    terms: terms.length === other.terms.length ? terms.map((term, at) => translated(term, other.terms[at])) : [...terms, ...other.terms],
    reading: other.reading === 'additive' ? 'additive' : reading,
  };
}

function translated(term: Term, other: Term | undefined): Term {
  if (other === undefined) return term;
  const measure = term.measure.length > 0 ? term.measure : other.measure;
  return { ...term, measure, words: joinTexts(wordsOf(term), wordsOf(other)), definition: joinTexts(term.definition, other.definition) };
}

function wordsOf({ word, words, definition }: Term): NonNullable<Term['words']> {
  return words ?? Object.fromEntries(Object.keys(definition).map((language) => [language, word]));
}

/** Each term once, as it is told first. */
export function termsOf(terms: readonly Term[]): Term[] {
  const byWord = new Map<string, Term>();
  for (const term of terms) if (!byWord.has(term.word.toLowerCase())) byWord.set(term.word.toLowerCase(), term);
  return [...byWord.values()];
}

/**
 * Group → the level that its list is the same as, per level; what several files tell in a circle is taken up to where it closes.
 * @param levels as the whole file calls them
 */
export function sameAsOf(told: readonly SameList[], levels: readonly string[], codeOf: (group: string) => string): Record<string, number>[] {
  const indexOf = new Map(levels.map((level, at) => [levelKey(level), at]));
  const sameAs = levels.map((): Record<string, number> => ({}));
  for (const { level, group, as } of told) {
    const from = indexOf.get(levelKey(level));
    const to = indexOf.get(levelKey(as));
    const code = codeOf(group);
    const entry = from === undefined ? undefined : sameAs[from];
    if (entry === undefined || to === undefined || Object.hasOwn(entry, code) || leadsTo(sameAs, to, from, code)) continue;
    entry[code] = to;
  }
  return sameAs;
}

function leadsTo(sameAs: readonly Readonly<Record<string, number>>[], start: number, end: number | undefined, group: string): boolean {
  let level: number | undefined = start;
  while (level !== undefined && level !== end) level = ownValue(sameAs[level], group);
  return level !== undefined;
}
