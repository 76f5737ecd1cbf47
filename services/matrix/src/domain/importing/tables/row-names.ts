import type { LocalizedText } from '@rung/matrix-model';

import type { TableMapping } from './mapping.js';

/** What a row is about. */
export interface NamedRow {
  /** What the matrix calls its competency, where it says. */
  readonly id: string | undefined;
  readonly level: string | undefined;
  /** What the matrix calls that level, where it says. */
  readonly levelCode: string | undefined;
  readonly group: string | undefined;
  /** What people call it, where that is its code. */
  readonly groupName: LocalizedText | undefined;
  readonly competency: LocalizedText | undefined;
  readonly evidence: string | undefined;
  readonly mustHave: string | undefined;
  /** The level that it is said to be the same as. */
  readonly sameAs: string | undefined;
}

/** Follows the rows of a table: what is written once goes for the rows below as well, as people write groups and competencies. */
export class RowNames {
  #group: string | undefined;
  #competency: LocalizedText | undefined;
  #level: string | undefined;
  #id: string | undefined;
  readonly #columns: readonly { readonly is: string; readonly at: number; readonly language: string }[];

  constructor(
    private readonly mapping: TableMapping,
    private readonly language: string,
    private readonly standAlone = false,
  ) {
    this.#columns = mapping.columns.map((column, at) => ({ is: column.is, at, language: ('language' in column ? column.language : undefined) ?? language }));
    this.#forget();
  }

  /** What the mapping says of every row stays. */
  #forget(): void {
    const { group, competency, level } = this.mapping;
    this.#group = group;
    this.#competency = competency === undefined ? undefined : { [this.language]: competency };
    this.#level = level;
    this.#id = undefined;
  }

  /** Undefined for a row without statements: blank, or a heading of the rows below it. */
  of(row: readonly string[]): NamedRow | undefined {
    if (this.standAlone) this.#forget();
    const text = (is: string): string | undefined => {
      const words = this.#columns.filter((column) => column.is === is).map(({ at }) => oneLine(row[at])).find((one) => one !== '');
      return words;
    };
    const competency = this.#namesIn('competency', row);
    const states = this.#columns.some(({ is, at }) => (is === 'statement' || is === 'same-as') && oneLine(row[at]) !== '');
    const group = text('group');
    const level = text('level');
    if (!states) {
      this.#head(row, group, competency, level);
      return undefined;
    }
    if (group !== undefined) this.#group = group;
    const id = text('id');
    if (competency !== undefined || id !== undefined) this.#id = id;
    if (competency !== undefined) this.#competency = competency;
    if (level !== undefined) this.#level = level;
    return { id: this.#id, level: this.#level, levelCode: text('level-code'), group: this.#group, groupName: this.#namesIn('group-name', row), competency: this.#competency, evidence: text('evidence'), mustHave: text('must-have'), sameAs: text('same-as') };
  }

  #namesIn(is: string, row: readonly string[]): LocalizedText | undefined {
    const named = this.#columns.filter((column) => column.is === is && oneLine(row[column.at]) !== '');
    return named.length === 0 ? undefined : Object.fromEntries(named.map(({ at, language }) => [language, oneLine(row[at])]));
  }

  /** "Technical skills" alone in a row heads the rows below; a competency of which nothing is said does not. */
  #head(row: readonly string[], group: string | undefined, competency: LocalizedText | undefined, level: string | undefined): void {
    const filled = row.filter((cell) => oneLine(cell) !== '').length;
    if (group !== undefined) this.#group = group;
    if (level !== undefined && filled === 1) this.#level = level;
    if (competency === undefined) return;
    const [name] = Object.values(competency);
    if (filled === 1 && !this.mapping.columns.some(({ is }) => is === 'group')) this.#group = name;
    else this.#competency = competency;
  }
}

function oneLine(cell: string | undefined): string {
  return (cell ?? '').replace(/\s+/gu, ' ').trim();
}
