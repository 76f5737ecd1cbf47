// Markdown (CommonMark, with tables) as headings, entries of lists, paragraphs and tables, on their lines.
import markdownIt, { type Token } from 'markdown-it';

import { unreadable } from '../refusal.js';
import { groupNamed } from '../text/group-words.js';
import { wordsOf, type Words } from './words.js';

interface OnLine {
  readonly line: number;
}
export interface Heading extends OnLine {
  readonly is: 'heading';
  /** 1 to 6; 7 for a line in bold that stands alone, or that names a group. */
  readonly depth: number;
  readonly text: string;
}
export interface Entry extends OnLine {
  readonly is: 'entry';
  /** 1 for a list that stands in no other. */
  readonly depth: number;
  readonly words: Words;
}
export interface Paragraph extends OnLine {
  readonly is: 'paragraph';
  readonly words: Words;
}
export interface PipeTable extends OnLine {
  readonly is: 'table';
  readonly rows: readonly { readonly line: number; readonly cells: readonly Words[] }[];
}
/** Code and HTML, of which nothing is read. */
export interface Aside extends OnLine {
  readonly is: 'aside';
  readonly text: string;
}
export type Block = Heading | Entry | Paragraph | PipeTable | Aside;

const mostLines = 100_000;
/** A list takes two, so lists nest fourteen deep. */
const deepest = 30;
const parser = markdownIt({ html: true, maxNesting: deepest + 10 });

/** @throws DomainError import-unreadable for what nests deeper, or has more lines, than any matrix */
export function blocksOf(text: string, part?: string): Block[] {
  const beyond = lineBeyond(text);
  if (beyond !== undefined) throw unreadable({ line: beyond, column: 1, part }, 'too-many-lines', { most: mostLines });
  const tokens = parser.parse(text, {});
  const deep = tokens.find(({ level }) => level > deepest);
  if (deep !== undefined) throw unreadable({ line: lineOf(deep), column: 1, part }, 'lists-too-deep');
  return new Reader().blocksOf(tokens);
}

function lineBeyond(text: string): number | undefined {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines > mostLines) return lines;
  }
  return undefined;
}

/** Follows the parser's tokens: where a text stands, those before it tell. */
class Reader {
  readonly #blocks: Block[] = [];
  #items = 0;
  #isFirstOfItem = false;
  #heading = 0;
  #rows: { line: number; cells: Words[] }[] | undefined;

  blocksOf(tokens: readonly Token[]): Block[] {
    for (const token of tokens) this.#read(token);
    return this.#blocks;
  }

  #read(token: Token): void {
    const { type } = token;
    if (type === 'list_item_open') {
      this.#items += 1;
      this.#isFirstOfItem = true;
    } else if (type === 'list_item_close') this.#items -= 1;
    else if (type === 'heading_open') this.#heading = Number(token.tag.slice(1));
    else if (type === 'heading_close') this.#heading = 0;
    else if (type === 'table_open') this.#rows = [];
    else if (type === 'table_close') this.#closeTable();
    else if (type === 'tr_open') this.#rows?.push({ line: lineOf(token), cells: [] });
    else if (type === 'inline') this.#readText(token);
    else if (type === 'fence' || type === 'code_block' || type === 'html_block') this.#readAside(token);
  }

  #closeTable(): void {
    const [first, ...others] = this.#rows ?? [];
    if (first !== undefined) this.#blocks.push({ is: 'table', rows: [first, ...others], line: first.line });
    this.#rows = undefined;
  }

  #readText(token: Token): void {
    const words = wordsOf(token.children ?? []);
    const line = lineOf(token);
    if (this.#rows !== undefined) this.#rows.at(-1)?.cells.push(words);
    else if (this.#heading > 0) this.#blocks.push({ is: 'heading', depth: this.#heading, text: words.text, line });
    else if (this.#items > 0) this.#readItem(words, line);
    else this.#blocks.push(...unlisted(token, words, line));
  }

  /** A later paragraph of an item goes on with what it says. */
  #readItem(words: Words, line: number): void {
    const last = this.#blocks.at(-1);
    if (this.#isFirstOfItem || last?.is !== 'entry') this.#blocks.push({ is: 'entry', depth: this.#items, words, line });
    else this.#blocks[this.#blocks.length - 1] = { ...last, words: { ...last.words, text: `${last.words.text}\n${words.text}`, rest: `${last.words.rest}\n${words.text}` } };
    this.#isFirstOfItem = false;
  }

  /** Comments say nothing to who reads the page. */
  #readAside(token: Token): void {
    const text = token.type === 'html_block' ? token.content.replace(/<!--.*?(?:-->|$)/gsu, ' ').replace(/<[^<>]{0,1000}>/gu, ' ') : token.content;
    if (/\p{L}/u.test(text)) this.#blocks.push({ is: 'aside', text: text.replace(/\s+/gu, ' ').trim().slice(0, 200), line: lineOf(token) });
  }
}

/** "**Junior**" and "Hard skills:" alone head what follows; lines that begin with signs for entries that Markdown does not know are entries. */
function unlisted(token: Token, words: Words, line: number): Block[] {
  if ((words.called !== undefined && words.rest === '' && words.text.length <= 100) || (words.text.length <= 100 && groupNamed(words.text) !== undefined))
    return [{ is: 'heading', depth: 7, text: words.text.replace(/\s*:$/u, ''), line }];
  const lines = linesOf(token).map(wordsOf);
  if (lines.length > 0 && lines.every(({ text }) => sign.test(text))) return lines.map(({ text, ...rest }, at): Entry => ({ is: 'entry', depth: 1, line: line + at, words: { ...rest, text: text.replace(sign, ''), rest: text.replace(sign, '') } }));
  return [{ is: 'paragraph', words, line }];
}

const sign = /^[•‣▪◦●·–—]\s{0,5}(?=\S)/u;

function linesOf({ children }: Token): Token[][] {
  const lines: Token[][] = [[]];
  for (const child of children ?? []) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines;
}

function lineOf({ map }: Token): number {
  return (map?.[0] ?? 0) + 1;
}
