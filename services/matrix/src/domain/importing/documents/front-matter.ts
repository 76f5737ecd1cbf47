// What a file of Markdown says of itself in YAML before its text.
import type { Anomaly } from '../drafting/draft.js';
import { unreadable } from '../refusal.js';
import { languageNamed } from '../tables/header-words.js';
import { parseTree } from '../trees/parse-tree.js';
import { isBranch } from '../trees/shape-of-tree.js';

export interface FrontMatter {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly level?: string | undefined;
  readonly group?: string | undefined;
  readonly competency?: string | undefined;
}

export interface WithFrontMatter {
  readonly says: FrontMatter;
  /** All of its fields, as they stand there. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The text below, on the lines where it stood. */
  readonly body: string;
  readonly anomalies: readonly Anomaly[];
}

const longest = 64 * 1024;
const fields: Readonly<Record<string, keyof FrontMatter>> = {
  title: 'title', name: 'title', название: 'title', language: 'language', lang: 'language', locale: 'language', язык: 'language', level: 'level', grade: 'level', уровень: 'level',
  group: 'group', category: 'group', группа: 'group', категория: 'group', competency: 'competency', skill: 'competency', компетенция: 'competency', навык: 'competency',
};

/** @throws DomainError import-unreadable where it is no map, or more than a title and a few words */
export function withFrontMatter(text: string, part?: string): WithFrontMatter {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const opened = /^---[ \t]{0,20}\r?\n/u.exec(text.slice(start, start + 40));
  if (opened === null) return { says: {}, fields: {}, body: text.slice(start), anomalies: [] };
  const from = start + opened[0].length;
  const closed = /^(?:---|\.\.\.)[ \t]{0,20}(?:\r?\n|$)/mu.exec(text.slice(from, from + longest));
  if (closed === null) {
    if (text.length > from + longest) throw unreadable({ line: 1, column: 1, part }, 'front-matter-open');
    return { says: {}, fields: {}, body: text.slice(start), anomalies: [] };
  }
  // One blank line stands for the opening one, so that places are those of the file.
  const head = `\n${text.slice(from, from + closed.index)}`;
  const tree = parseTree(head, 'yaml', part);
  if (tree.root === null) return { says: {}, fields: {}, body: blankLines(head, text.slice(from + closed.index + closed[0].length)), anomalies: [] };
  if (!isBranch(tree.root)) throw unreadable({ line: 2, column: 1, part }, 'front-matter-no-map');
  const says: Record<string, string> = {};
  const anomalies: Anomaly[] = [];
  for (const [key, value] of Object.entries(tree.root)) {
    const words = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : '';
    const field = Object.hasOwn(fields, key.toLowerCase()) ? fields[key.toLowerCase()] : undefined;
    if (field !== undefined && words !== '') says[field] ??= words;
    else if (/\p{L}/u.test(JSON.stringify(value))) anomalies.push({ kind: 'unassigned-text', ...tree.placeOf([key]), message: `"${key.slice(0, 80)}" of the front matter is no part of a matrix and is not taken` });
  }
  return { says: { ...says, language: tagOf(says['language']) }, fields: tree.root, body: blankLines(head, text.slice(from + closed.index + closed[0].length)), anomalies };
}

function tagOf(language: string | undefined): string | undefined {
  if (language === undefined) return undefined;
  return languageNamed(language) ?? (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u.test(language) ? language : undefined);
}

/** As many lines as the front matter had, its closing one included. */
function blankLines(head: string, body: string): string {
  return '\n'.repeat(head.split('\n').length) + body;
}
