// Marks of items that the list reader does not know, written as ones that it does, without moving anything.
import { withoutPictures } from './pictures.js';
import { withoutQuoting } from './quoting.js';
import { withoutWraps } from './wrapping.js';

const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзиклмнопрстуфхцчшщэюя'];
const letterMark = /^(?<lead>[ \t]{0,40})(?<letter>\p{L})[.)](?=[ \t])/gmu;
const border = '(?<=^[ \\t]{0,40}|[.:;!?…][ \\t]{1,3})';
const numberSign = new RegExp(`${border}№[ \\t]?(\\d{1,3})[ \\t]`, 'gmu');
const signBeforeNumber = new RegExp(`${border}№(?=[ \\t]?\\d{1,3}[.)])`, 'gmu');
const inBrackets = new RegExp(`${border}\\((\\d{1,3})\\)(?=[ \\t])`, 'gmu');
const checkBox = /(?<=^[ \t]{0,40}[-*+•–—][ \t])\[[ xXхХ✓✔]?\](?=[ \t])/gmu;
const dashed = /^(?<lead>[ \t]{0,40})(?<number>\d{1,3})[ \t]?[-–—:][ \t]/gmu;
const sectioned = /^(?<lead>[ \t]{0,40})(?<section>(?:\d{1,3}\.){1,4})(?<number>\d{1,3})(?<sign>[.)]?)(?=[ \t]{1,5}\p{L})/gmu;

/** "№1 ", "(1) ", "1 — ", "2.1 " → "1. ", "- [x] " → "- ", and a list "a) … b) …" of lines → one of dashes. The text keeps its length. */
export function withPlainMarks(written: string): string {
  const text = withoutPictures(withoutWraps(withoutQuoting(written)));
  const numbered = text
    .replace(checkBox, (box) => ' '.repeat(box.length))
    .replace(numberSign, (whole, number: string) => `${number}. `.padStart(whole.length))
    .replace(signBeforeNumber, ' ')
    .replace(inBrackets, ' $1)');
  return withoutLetters(withoutSections(withoutDashes(numbered)));
}

/** "1 — Git", "2: SQL": a list where the next line of the kind has the next number. */
function withoutDashes(text: string): string {
  const known = neighbours([...text.matchAll(dashed)].map(({ groups }) => Number(groups?.['number'])));
  let at = -1;
  return text.replace(dashed, (whole, lead: string, number: string) => {
    at += 1;
    return known[at] === true ? `${lead}${number}. `.padEnd(whole.length) : whole;
  });
}

/** "2.1. Git", "2.2 SQL": the number of the section goes. Without a sign "2.1" may be a version, unless "2.2" stands on the next such line. */
function withoutSections(text: string): string {
  const known = neighbours([...text.matchAll(sectioned)].map(({ groups }) => Number(groups?.['number'])));
  let at = -1;
  return text.replace(sectioned, (whole, _lead: string, _section: string, number: string, sign: string) => {
    at += 1;
    return sign !== '' || known[at] === true ? `${number}${sign || '.'}`.padStart(whole.length) : whole;
  });
}

/** For each of some numbers whether it follows the one before or leads to the one behind. */
function neighbours(numbers: readonly number[]): boolean[] {
  return numbers.map((number, at) => numbers[at - 1] === number - 1 || numbers[at + 1] === number + 1);
}

function withoutLetters(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const at of letteredMarks(text)) {
    parts.push(text.slice(end, at), '- ');
    end = at + 2;
  }
  return [...parts, text.slice(end)].join('');
}

/** Where the letters of lists "a) … b) …" stand that are no part of a numbered or bulleted one. */
function letteredMarks(text: string): number[] {
  const runs: number[][] = [];
  let run: { readonly next: string; readonly starts: number[] } | undefined;
  for (const match of text.matchAll(letterMark)) {
    const letter = match.groups?.['letter']?.toLowerCase() ?? '';
    const start = match.index + (match.groups?.['lead']?.length ?? 0);
    const next = successorOf(letter);
    const begins = run?.next !== letter;
    if (begins && (!alphabets.some((letters) => letters.startsWith(letter)) || followsMark(text, match.index))) {
      run = undefined;
      continue;
    }
    const starts: number[] = begins || run === undefined ? [] : run.starts;
    if (begins) runs.push(starts);
    starts.push(start);
    run = { next, starts };
  }
  // one letter alone may be anything, but not where other lists have several
  return runs.some((starts) => starts.length > 1) ? runs.flat() : [];
}

/** The letter after one in its alphabet; none after the last. */
export function successorOf(letter: string): string {
  const letters = alphabets.find((all) => all.includes(letter)) ?? '';
  return letters[letters.indexOf(letter) + 1] ?? '';
}

/** Whether the line above is an item, of which these are the parts. */
function followsMark(text: string, lineStart: number): boolean {
  const above = /[^\r\n]*(?:\r\n?|\n)$/u.exec(text.slice(Math.max(0, lineStart - 500), lineStart))?.[0] ?? '';
  return /^\s*(?:\d{1,4}\s?[.)]|[-–—*•])\s/u.test(above);
}
