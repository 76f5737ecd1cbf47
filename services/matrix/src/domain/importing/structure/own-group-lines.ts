// Lines, and the beginnings of lists within a line, that could head the list of a group that an organisation names itself.
import { beyondTheAbove } from '../meaning/additive.js';
import { soundsLikeReference } from '../meaning/references.js';
import { knownHeader } from '../tables/header-words.js';
import { groupNamed } from '../text/group-words.js';
import { bulletSigns, fold, isLineEnd } from '../text/characters.js';
import { skipSpace, type Range } from '../text/source.js';
import { followsItem, followsUnfinished, markBefore } from './item-lines.js';
import { bareTitle, isCertainTitle, isLikelyTitle } from './title-words.js';

export interface OwnGroupLine extends Range {
  /** As the text writes it, without the signs around it. */
  readonly words: string;
  /** Where its first letter is. */
  readonly word: number;
  /** A colon, or the signs of a heading, say that something follows. */
  readonly announces: boolean;
  /** An empty line, or the start of the text, stands before it. */
  readonly apart: boolean;
  /** Its list begins with 1 behind a list that had numbers: it is another one. */
  readonly beginsAnew: boolean;
  /** Items with marks follow; without any, they are lines. */
  readonly marked: boolean;
  /** It could as well be the end of the item above it. */
  readonly wraps: boolean;
  /** The line before it. */
  readonly above: string;
  /** It has a number, as an item has. */
  readonly numbered: boolean;
  /** Within a line: behind a stop. */
  readonly inLine: boolean;
}

/** A line of at most 100 characters: no longer one is a heading, and a pattern without a bound may run out of stack on one of megabytes. */
const shortLine = /^[^\r\n]{1,100}$/gmu;
const mostWords = 7;
/** Names of groups that stand within lines: each is looked for in the whole text. */
const mostInLine = 50;
const longestName = 60;
const item = new RegExp(`^(?:[${bulletSigns}·][ \\t]?|[*+–—-][ \\t]|[(№]?1[ \\t]?[.)][ \\t]|[(]?[aаAА][.)][ \\t])`, 'u');
const decorated = /^(?:#{1,6}\s|\*\*|__|\[|[«"“][^»"”]+[»"”]\s*$|(?:[–—=~]{1,5})\s?[^–—=~]+[–—=~]\s*$)/u;
/** "Lists" of everything that qualifies, adds to or goes with a list, and is no group by itself. */
const qualifies =
  /^(?:(?:strongly )?(?:nice to have|good to have|must(?: have)?s?|should(?: have)?|could have|bonus(?: points)?|plus|pluses|optional(?:ly)?|desirable|preferred|required|mandatory|also|additionally|in addition|as well|what we expect|we expect|expected|for (?:example|instance)|including|such as|do(?:n['’]t|s|es)?|dos and don'?ts|the following|following|links?|sources?|references?|contacts?|authors?|history|changelog|contents|table of contents|see also|todo|faq|appendix|summary|overview|introduction)|(?:будет плюсом|плюсом будет|плюс(?:ы|ом)?|желательно|обязательно|необязательно|опционально|дополнительно|а также|также|кроме того|ожидаем|что (?:мы )?(?:ожидаем|ожидается)|например|в том числе|включая|следующее|ссылки|источники|контакты|авторы|история|содержание|оглавление|введение|приложение|итого|см\.? также))$/u;

/** Every place that could be one, in the order of the text. Linear in the text. */
export function ownGroupLines(text: string): OwnGroupLine[] {
  const lines: OwnGroupLine[] = [];
  let numbers = false;
  let above: { readonly indent: number; readonly end: number; readonly line: string } | undefined;
  for (const { 0: line, index } of text.matchAll(shortLine)) {
    if (line.trim() === '') continue;
    const word = index + (/\p{L}/u.exec(line)?.index ?? 0);
    const indent = indentOf(line);
    const end = index + line.length;
    const words = headingWords(line);
    const next = skipSpace(text, end, text.length);
    const apart = above === undefined || /\n[^\S\n]*\r?\n|\r[^\S\n]*\r/u.test(text.slice(above.end, index + 1));
    const inside = !apart && above !== undefined && above.indent < indent;
    const announces = /[:：][*_]{0,2}\s*$/u.test(line) || decorated.test(line.trimStart());
    const isItem = markBefore(text, word) === 'item';
    const numbered = /^\s*[*_]{0,3}(?:\d{1,2}|[IVX]{1,4}|\p{Lu})[.)]\s/u.test(line) && announces;
    if (words !== undefined && (!isItem || numbered) && !inside && next < text.length && !isBelowGap(text, end, next)) {
      const below = text.slice(next, next + 8);
      const marked = item.test(below);
      if ((marked && indent <= marginBefore(text, next, end)) || (announces && apart))
        lines.push({ start: skipSpace(text, index, end), end, word, words, announces, apart, marked, beginsAnew: numbers && /^[(№]?1/u.test(below), wraps: !announces && !apart && followsItem(text, word) && followsUnfinished(text, word), above: above?.line ?? '', numbered, inLine: false });
    }
    if (isItem) numbers = /^\s*[*_(№]{0,3}\d/u.test(line);
    above = { indent, end, line };
  }
  return [...lines, ...withinLines(text)].sort((one, other) => one.start - other.start);
}

const behindStop = /(?<=[.!?;)…][ \t]{0,3})(?<!\d[.)][ \t]{0,3})(?<words>\p{Lu}[^.!?;:()\r\n]{2,60}):[ \t]{0,3}(?=1[.)][ \t]|[•●▪◦‣])/gu;

/** "… 3. SQL. Leading others: 1. Helps": and, once known so, wherever else the words stand before the first item of a list. */
function withinLines(text: string): OwnGroupLine[] {
  const known = new Set<string>();
  for (const { groups } of text.matchAll(behindStop)) {
    const name = nameIn(groups?.['words'] ?? '');
    if (name !== undefined) known.add(name);
    if (known.size === mostInLine) break;
  }
  return [...known].flatMap((words) => {
    const found: OwnGroupLine[] = [];
    for (let at = text.indexOf(`${words}:`); at >= 0; at = text.indexOf(`${words}:`, at + 1)) {
      const end = at + words.length + 1;
      const isWord = at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
      const onOwnLine = /(?:^|[\r\n])[ \t]*$/u.test(text.slice(Math.max(0, at - 20), at));
      if (isWord && !onOwnLine && /^[ \t]{0,3}(?:1[.)][ \t]|[•●▪◦‣])/u.test(text.slice(end, end + 8)))
        found.push({ start: at, end, word: at, words, announces: true, apart: false, marked: true, beginsAnew: false, wraps: false, above: '', numbered: false, inLine: true });
    }
    return found;
  });
}

/** What a line calls a group; undefined where it is something else, or too long for a name. */
export function headingWords(line: string): string | undefined {
  const bare = line.trim().replace(/^(?:#{1,6}\s+|[*_=~[«"“—–-]{1,3}\s?)+/u, '').replace(/[\s*_=~\]»"”#:：—–-]+$/u, '');
  return nameIn(bare.replace(/^(?:\d{1,2}|[IVX]{1,4}|\p{Lu})[.)]\s+/u, ''));
}

export function nameIn(written: string): string | undefined {
  const words = written.trim().replace(/\s+/gu, ' ');
  if (words.length > longestName || words.split(' ').length > mostWords) return undefined;
  if (!/^[\p{Lu}\p{Lo}]/u.test(words) || !/\p{L}{2}|\p{Lo}/u.test(words) || /[.!?;:|=<>{}]|,$/u.test(words)) return undefined;
  const title = bareTitle(words);
  if (isCertainTitle(title) || isLikelyTitle(title) || title.calledLevel || groupNamed(words) !== undefined) return undefined;
  const known = knownHeader(words);
  // "Знания", "Умения": what competencies are called may head a group of them
  if ((known !== undefined && known !== 'competency') || qualifies.test(fold(words))) return undefined;
  return soundsLikeReference(words) || beyondTheAbove(words) !== undefined ? undefined : words;
}

/** More than one empty line between a heading and its list: they are apart. */
function isBelowGap(text: string, end: number, next: number): boolean {
  return text.slice(end, next).split(/\r\n?|\n/u).length > 3;
}

/** How far in something stands on its line, which begins behind `from`. */
function marginBefore(text: string, at: number, from: number): number {
  let margin = 0;
  while (at - margin > from && !isLineEnd(text[at - margin - 1])) margin += 1;
  return margin;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
