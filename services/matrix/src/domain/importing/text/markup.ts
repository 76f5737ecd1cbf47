// Text that was pasted from a web page: its tags become line breaks and marks of items, its entities the characters that they stand for.
import { replacing, type Replaced } from './replacing.js';

const breaks = 'br|p|div|ul|ol|tr|td|th|table|tbody|thead|h[1-6]|section|article|hr|blockquote|body|html';
const inline = 'b|strong|i|em|u|s|span|font|a|small|mark|code|sup|sub';
const pattern = new RegExp(`</?(?<tag>${breaks}|li|${inline})(?:\\s[^<>]{0,500})?\\s?/?>|&(?:#(?<code>x[0-9a-f]{1,5}|\\d{1,6})|(?<name>[a-z]{2,6}));`, 'giu');
const isInline = new RegExp(`^(?:${inline})$`, 'iu');
const closing = new RegExp(`</(?:${breaks}|li|${inline})\\s?>`, 'iu');

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  bull: '•',
  middot: '·',
  hellip: '…',
  rarr: '→',
};

/** "Софты:<br>1.&nbsp;Git" is two lines. A tag in a sentence ("knows <br> and <div>") is a word of it, unless the text has closing tags as well. */
export function withoutMarkup(text: string): Replaced {
  const isPage = closing.test(text);
  return replacing(text, pattern, (match) => {
    const { tag, code, name } = match.groups ?? {};
    if (tag === undefined) return name === undefined ? characterOf(code ?? '') : entities[name.toLowerCase()];
    if (!isPage && (tag.toLowerCase() !== 'br' || isWordOfSentence(text, match.index, match.index + match[0].length))) return undefined;
    if (isInline.test(tag)) return '';
    return /^<li/iu.test(match[0]) ? '\n- ' : '\n';
  });
}

function isWordOfSentence(text: string, start: number, end: number): boolean {
  return /\p{L}\s$/u.test(text.slice(Math.max(0, start - 2), start)) && /^(?:\s\p{Ll}|[,.])/u.test(text.slice(end, end + 2));
}

function characterOf(code: string): string | undefined {
  const point = code.startsWith('x') || code.startsWith('X') ? Number.parseInt(code.slice(1), 16) : Number(code);
  if (point === 0xa0) return ' ';
  return point < 0x20 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : String.fromCodePoint(point);
}
