// Running text whose lines were broken at a fixed width, as mails and terminals do.
import { groupStem } from './group-words.js';
import { bulletSigns } from './characters.js';

const narrowest = 40;
/** In the mean, as half of the lines are full where text was wrapped; shorter ones are many, and cost memory to look at. */
const shortest = narrowest / 4;
const widest = 160;
const bullet = new RegExp(`^(?:[${bulletSigns}]|#{1,6}\\s)`, 'u');
const dash = /^[*+–—-]\s/u;
const letter = /^\p{L}\)\s/u;
const letterWithin = /\S[ \t]\p{L}\)[ \t]/u;
const number = /^\(?(?<number>\d{1,4})\s?[.)]+\s/u;
/** A line that begins so goes on with the one above. */
const goesOn = /^[\p{Ll}(«"]/u;
/** What ends no line by itself: a comma, the mark of an item, a short word, the first word of a heading. */
const cutOff = new RegExp(`(?:,|(?:^|\\s)(?:[${bulletSigns}]|\\(?\\d{1,4}[.)]|\\p{L}\\)|\\p{Ll}{1,3}))$`, 'u');
const headingCutOff = new RegExp(`(?:^|[\\s.])(?:level|grade|уровень|уровня|грейд|${groupStem})\\p{L}*$`, 'iu');

interface Line {
  readonly words: string;
  /** Where its line end begins, and where the next line does. */
  readonly end: number;
  readonly next: number;
}

interface Break {
  readonly line: Line;
  readonly below: string;
}

/**
 * The text with its wrapped lines joined, its length unchanged. A line is wrapped where the first word of the next one would not have
 * fitted into the width of the text; and a text is so where most line ends are, many of them within sentences. Linear in the text.
 */
export function withoutWraps(text: string): string {
  if (hasShortLines(text)) return text;
  const lines = linesOf(text);
  const width = lines.reduce((most, { words }) => (words.length <= widest ? Math.max(most, words.length) : most), 0);
  const breaks = lines.slice(0, -1).flatMap((line, at): Break[] => {
    const below = lines[at + 1]?.words ?? '';
    return line.words === '' || below === '' ? [] : [{ line, below }];
  });
  const isFull = ({ line, below }: Break): boolean => line.words.length <= widest && line.words.length + 1 + firstWord(below).length > width;
  const full = breaks.filter(isFull);
  const within = full.filter(isWithinSentence).length;
  if (width < narrowest || within === 0 || full.length * 2 < breaks.length || within * 4 < full.length) return text;
  const dashes = new Set(breaks.filter((one) => dash.test(one.below) && !isFull(one)).map(({ below }) => below[0]));
  const lettered = letterWithin.test(text);
  const parts: string[] = [];
  let from = 0;
  for (const { line, below } of full) {
    const item = bullet.test(below) || (dash.test(below) && dashes.has(below[0])) || (letter.test(below) && !lettered) || isNextNumber(text, line.end, below);
    if (item && !headingCutOff.test(line.words)) continue;
    parts.push(text.slice(from, line.end), ' '.repeat(line.next - line.end));
    from = line.next;
  }
  return [...parts, text.slice(from)].join('');
}

function hasShortLines(text: string): boolean {
  let lines = 1;
  for (let at = 0; at < text.length; at += 1) if (isLineEnd(text.charCodeAt(at))) lines += 1;
  return text.length < lines * shortest;
}

const isLineEnd = (code: number): boolean => code === 10 || code === 13;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(/\r\n?|\n/gu)) {
    lines.push({ words: text.slice(start, index).trim(), end: index, next: index + sign.length });
    start = index + sign.length;
  }
  return [...lines, { words: text.slice(start).trim(), end: text.length, next: text.length }];
}

function isWithinSentence({ line: { words }, below }: Break): boolean {
  if (goesOn.test(below) || cutOff.test(words) || headingCutOff.test(words.slice(-40))) return true;
  const inBrackets = words.lastIndexOf('(') > words.lastIndexOf(')');
  return inBrackets || (/^[\d+$]/u.test(below) && !/[.!?;:)]$/u.test(words));
}

/** Whether a line begins with a number that goes on from one not far above, or that begins a list. */
function isNextNumber(text: string, at: number, below: string): boolean {
  const value = Number(number.exec(below)?.groups?.['number'] ?? -1);
  return value === 1 || (value > 1 && new RegExp(`(?:^|[\\s.;)(])${value - 1}\\s?[.)]`, 'u').test(text.slice(Math.max(0, at - 2_000), at)));
}

function firstWord(words: string): string {
  return /^\S{1,200}/u.exec(words)?.[0] ?? '';
}
