// Marks of items that the list reader does not know, written as ones that it does, without moving anything.

const mark = /^(?<lead>[ \t]{0,40})(?<letter>\p{L})[.)](?=[ \t])/gmu;
const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзиклмнопрстуфхцчшщэюя'];

/** "№1 " → "1. ", "(1) " → " 1) ", and a list "a) … b) …" of lines → one of dashes. The text keeps its length. */
export function withPlainMarks(text: string): string {
  const numbered = text
    .replace(/(?<=^[ \t]{0,40}|[.:;!?][ \t]{1,3})№[ \t]?(\d{1,3})[ \t]/gmu, (whole, number: string) => `${number}. `.padStart(whole.length))
    .replace(/(?<=^[ \t]{0,40}|[.:;!?][ \t]{1,3})№(?=[ \t]?\d{1,3}[.)])/gmu, ' ')
    .replace(/^([ \t]{0,40})\((\d{1,3})\)(?=[ \t])/gmu, '$1 $2)');
  const parts: string[] = [];
  let end = 0;
  for (const at of letteredMarks(numbered)) {
    parts.push(numbered.slice(end, at), '- ');
    end = at + 2;
  }
  return [...parts, numbered.slice(end)].join('');
}

/** Where the letters of lists "a) … b) …" stand that are no part of a numbered or bulleted one. */
function letteredMarks(text: string): number[] {
  const runs: number[][] = [];
  let run: { readonly next: string; readonly starts: number[] } | undefined;
  for (const match of text.matchAll(mark)) {
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

function successorOf(letter: string): string {
  const letters = alphabets.find((all) => all.includes(letter)) ?? '';
  return letters[letters.indexOf(letter) + 1] ?? '';
}

/** Whether the line above is an item, of which these are the parts. */
function followsMark(text: string, lineStart: number): boolean {
  const above = /[^\r\n]*(?:\r\n?|\n)$/u.exec(text.slice(Math.max(0, lineStart - 500), lineStart))?.[0] ?? '';
  return /^\s*(?:\d{1,4}\s?[.)]|[-–—*•])\s/u.test(above);
}
