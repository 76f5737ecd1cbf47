import { fold, isCyrillic } from '../text/characters.js';
import { seniorityOf } from '../text/seniority.js';

/** The levels whose names a sentence holds, in its order; longer names first, so that "Middle+" is not "Middle". Russian names may be declined. */
export function levelsMentioned(sentence: string, levels: readonly (readonly string[])[]): number[] {
  const spans: { start: number; end: number; level: number }[] = [];
  const folded = fold(sentence);
  const names = levels
    .flatMap((level, at) => [...level, ...partsOf(level, levels)].map((name) => ({ name: fold(name), level: at })))
    .sort((one, other) => other.name.length - one.name.length);
  for (const { name, level } of names) {
    for (const { start, end } of occurrences(folded, name)) {
      if (spans.every((span) => end <= span.start || start >= span.end)) spans.push({ start, end, level });
    }
  }
  if (spans.length === 0) return synonymsMentioned(folded, levels);
  return [...new Set(spans.sort((one, other) => one.start - other.start).map((span) => span.level))];
}

/** "L2 (Engineer)" is called "L2" as well, and "Engineer" where no other level is. */
function partsOf(names: readonly string[], levels: readonly (readonly string[])[]): string[] {
  const all = levels.flat().flatMap(partsIn);
  return names.flatMap(partsIn).filter((part) => all.indexOf(part) === all.lastIndexOf(part));
}

function partsIn(name: string): string[] {
  const parts = name.split(/\s?[()]\s?|\s[–—-]\s|:\s/u).filter((part) => /\p{L}/u.test(part));
  return parts.length > 1 || parts[0] !== name ? parts : [];
}

function occurrences(text: string, name: string): { start: number; end: number }[] {
  const words = name.split(' ').map(declinable).join('\\s');
  const behind = /[+-]$/u.test(name) ? '(?![\\p{L}\\p{N}])' : '(?![\\p{L}\\p{N}+])';
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${words}${behind}`, 'gu'))].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** A word as a piece of a regular expression; Russian ones with any ending. */
function declinable(word: string): string {
  const plain = word.replace(/[$()*+./?[\\\]^{|}]/gu, '\\$&');
  return !isCyrillic(word.at(-1)) || word.length < 3 ? plain : `${plain.replace(/(?:ый|ий|ой|ок|ек|ец|[аоеийьяы])$/u, '')}[а-я]{0,4}`;
}

/** "как у сеньора" where the level is called Senior. */
function synonymsMentioned(folded: string, levels: readonly (readonly string[])[]): number[] {
  const ranks = levels.map((names) => seniorityOf(names[0] ?? ''));
  return folded
    .split(/[^\p{L}\p{N}+-]+/u)
    .map((token) => seniorityOf(token) ?? seniorityOf(withoutEnding(token)))
    .flatMap((rank) => (rank === undefined || ranks.filter((other) => other === rank).length !== 1 ? [] : [ranks.indexOf(rank)]));
}

/** "сеньора" → "сеньор", "senior's" → "senior". */
export function withoutEnding(word: string): string {
  return word.replace(/(?:а|у|ом|е|ов|ы|['’]s)$/u, '');
}
