// Markdown within a line, as the words that it shows.
import type { Token } from 'markdown-it';

export interface Words {
  /** Without emphasis, links, code marks and escapes; line breaks that are meant stay. A picture says nothing. */
  readonly text: string;
  /** In bold at the start, where it stands alone, ends with a stop, or a colon or a dash follows: "**Testing**: writes tests", "**Testing.** Writes tests". */
  readonly called?: string | undefined;
  /** What follows it. */
  readonly rest: string;
  readonly isPicture: boolean;
}

const checkbox = /^\[[ xX]\]\s/u;
const between = /^\s{0,5}(?:[:–—-](?:\s|$)|:)\s{0,5}/u;

/** @param tokens of a line, as the parser gives them */
export function wordsOf(tokens: readonly Token[]): Words {
  const text = shown(tokens).replace(checkbox, '').trim();
  const from = tokens.findIndex(({ type }) => type === 'strong_open');
  const to = tokens.findIndex(({ type }) => type === 'strong_close');
  const isPicture = text === '' && tokens.some(({ type }) => type === 'image');
  if (from < 0 || to < from || shown(tokens.slice(0, from)).replace(checkbox, '').trim() !== '') return { text, rest: text, isPicture };
  const bold = shown(tokens.slice(from, to)).trim();
  const after = shown(tokens.slice(to + 1));
  const isCalled = bold !== '' && (bold.endsWith(':') || (/^[^.]{1,60}\.$/u.test(bold) && /^\s+\p{Lu}/u.test(after)) || after.trim() === '' || between.test(after));
  return isCalled ? { text, called: bold.replace(/(?:[\s:]+|\.)$/u, ''), rest: after.replace(between, '').trim(), isPicture } : { text, rest: text, isPicture };
}

function shown(tokens: readonly Token[]): string {
  return tokens.map(shownOf).join('').replace(/[^\S\n]*\n[^\S\n]*/gu, '\n');
}

function shownOf({ type, content }: Token): string {
  if (type === 'text' || type === 'code_inline' || type === 'text_special') return content;
  if (type === 'softbreak') return ' ';
  return type === 'hardbreak' || (type === 'html_inline' && /^<\/?(?:br|li|p)\b/iu.test(content)) ? '\n' : '';
}
