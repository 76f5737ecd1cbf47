// What a cell says that is no statement of its own: nothing, a mark, a number or another word for how well, or several statements in a list.
import { saysNone } from '../meaning/empty-list.js';
import { isProficiency } from './level-names.js';

const nothing = /^(?:[-–—_.]{1,5}|0|✗|✘|❌|no|n|false|нет|х)$/iu;
const mark = /^(?:[x✓✔✅☑●•◉■+*]{1,3}|yes|y|true|да|есть)$/iu;
const number = /^\d{1,3}(?:[.,]\d{1,2})?(?:\s?(?:%|\/\s?\d{1,3}))?$/u;

export interface CellWords {
  readonly kind: 'nothing' | 'mark' | 'number' | 'statement';
}

export function cellWords(text: string): CellWords {
  const words = text.trim();
  if (words === '' || nothing.test(words) || (words.length < 200 && saysNone(words))) return { kind: 'nothing' };
  if (mark.test(words)) return { kind: 'mark' };
  if (number.test(words) || isProficiency(words)) return { kind: 'number' };
  return { kind: 'statement' };
}

const item = /^\s{0,20}(?:[-–—*+•●▪◦‣○■□◆►▶➤✓✔✅☑→]|\(?\d{1,3}[.)]|\p{L}[.)])\s+(?=\S)/u;

/** The entries of a list in a cell, without their bullets; the cell itself where it holds no list. */
export function listedIn(text: string): string[] {
  const lines = text.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
  const isListed = lines.filter((line) => item.test(line)).length;
  if (isListed < 1 || (lines.length > 1 && isListed < 2)) return [text.trim()];
  const entries: string[] = [];
  for (const line of lines) {
    const words = line.replace(item, '').trim();
    if (item.test(line) || entries.length === 0) entries.push(words);
    else entries.push(`${entries.pop() ?? ''} ${words}`);
  }
  return entries;
}

/** Entries of a list as one statement. */
export function asOneStatement(entries: readonly string[]): string {
  return entries.map((entry, at) => (at === entries.length - 1 || /[.!?;:,]$/u.test(entry) ? entry : `${entry};`)).join(' ');
}

/** Whether a cell of a yes-or-no column says yes; undefined where it says neither. */
export function saysYes(text: string | undefined): boolean | undefined {
  const words = (text ?? '').trim();
  if (words === '') return undefined;
  return mark.test(words) || /^(?:1|required|must|needed|обязательно|требуется|нужно)$/iu.test(words) ? true : nothing.test(words) ? false : undefined;
}
