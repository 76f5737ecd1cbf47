// Reads a table by its mapping.
import type { LocalizedText } from '@rung/matrix-model';

import type { Part, Said } from '../assembling/said.js';
import type { Anomaly, ToldBeside } from '../drafting/draft.js';
import { rankOf } from '../text/seniority.js';
import { languageOf } from '../text/language.js';
import type { FilePlace } from '../text/source.js';
import { besideIn, entriesOf } from './beside-columns.js';
import { mustShowWords } from './cells-without-words.js';
import { asOneStatement, cellWords, listedIn, saysYes } from './cell-words.js';
import { levelKey } from './level-names.js';
import type { ColumnMeaning, TableMapping } from './mapping.js';
import { RowNames, type NamedRow } from './row-names.js';
import type { Table } from './table.js';

type StatementColumn = Extract<ColumnMeaning, { is: 'statement' }> & { readonly at: number };

/** @throws DomainError import-unreadable where cells hold pictures or colours in place of words */
export function readTable(table: Table, mapping: TableMapping): Part {
  return new TableReader(table, mapping).read();
}

class TableReader {
  readonly #statements: readonly StatementColumn[];
  readonly #language: string;
  readonly #anomalies: Anomaly[];
  readonly #said: Said[] = [];
  readonly #levels = new Map<string, string>();
  readonly #levelCodes = new Map<string, string>();

  constructor(
    private readonly table: Table,
    private readonly mapping: TableMapping,
  ) {
    this.#statements = mapping.columns.flatMap((column, at) => (column.is === 'statement' ? [{ ...column, at }] : []));
    this.#language = mapping.language ?? this.#languageOfStatements();
    this.#anomalies = [...table.anomalies];
  }

  read(): Part {
    const { table, mapping } = this;
    for (const { level } of this.#statements) if (level !== undefined) this.#level(level);
    mustShowWords(table, mapping, this.#statements.map(({ at }) => at));
    const names = new RowNames(mapping, this.#language, table.known?.rowsStandAlone);
    for (let row = mapping.header; row < table.rows.length; row += 1) {
      const named = names.of(table.rows[row] ?? []);
      if (named === undefined) continue;
      if (named.level !== undefined && named.levelCode !== undefined) this.#levelCodes.set(this.#level(named.level), named.levelCode);
      this.#readRow(row, named);
    }
    this.#noteIgnored();
    return { name: table.name, language: this.#language, levels: this.#levelsInOrder(), levelCodes: this.#levelCodes, said: this.#said, anomalies: this.#anomalies };
  }

  /** The cells of a row that say the same in several languages are one. */
  #readRow(row: number, named: NamedRow): void {
    const cells = this.table.rows[row] ?? [];
    const together = new Map<string, StatementColumn[]>();
    for (const column of this.#statements) {
      const key = `${levelKey(column.level ?? named.level ?? '')} ${column.competency ?? ''}`;
      together.set(key, [...(together.get(key) ?? []), column]);
    }
    for (const columns of together.values()) {
      const [first] = columns.filter(({ at }) => (cells[at] ?? '').trim() !== '');
      const level = columns[0]?.level ?? named.level;
      if (first === undefined) {
        this.#readReference(row, named, columns);
        continue;
      }
      const place = this.table.placeOf(row, first.at);
      if (level === undefined || level.trim() === '') this.#unassigned(place, cells[first.at] ?? '', 'stands in a row without a level');
      else this.#readCell(row, this.#level(level), named, columns, place);
    }
  }

  /** A row that states nothing, and is what another level says: "Git, Lead, , Senior". */
  #readReference(row: number, { id, level, group, groupName, competency, sameAs }: NamedRow, [column]: readonly StatementColumn[]): void {
    if (sameAs === undefined || level === undefined || column?.level !== undefined) return;
    const at = this.mapping.columns.findIndex(({ is }) => is === 'same-as');
    const said = { id, level: this.#level(level), group, groupName, questions: [], statement: { [this.#language]: sameAs }, sameAs: { level: sameAs, alone: true }, place: this.table.placeOf(row, at) };
    this.#said.push({ ...said, ...(competency === undefined ? {} : { competency }) });
  }

  #readCell(row: number, level: string, named: NamedRow, columns: readonly StatementColumn[], place: FilePlace): void {
    const cells = this.table.rows[row] ?? [];
    const [column] = columns;
    const competency = column?.competency === undefined ? named.competency : { [column.language ?? this.#language]: column.competency };
    const sameAs = named.sameAs === undefined || column?.level !== undefined ? {} : { sameAs: { level: named.sameAs, alone: false } };
    const common = { ...sameAs, id: column?.competency === undefined ? named.id : undefined, level, group: named.group, groupName: named.groupName, questions: entriesOf('question', cells, this.mapping, column?.level, this.#language), beside: this.#besideAt(row, column?.level), evidence: saysYes(named.evidence), mustHave: saysYes(named.mustHave), place };
    const texts = columns.flatMap(({ at, language = this.#language }) => {
      const text = (cells[at] ?? '').trim();
      return text === '' ? [] : [{ language, text }];
    });
    const words = cellWords(texts[0]?.text ?? '');
    if (words.kind === 'nothing') return;
    if (words.kind !== 'statement' && competency !== undefined) {
      const statement = words.kind === 'mark' ? competency : Object.fromEntries(Object.entries(competency).map(([language, name]) => [language, `${name}: ${texts[0]?.text ?? ''}`]));
      this.#said.push({ ...common, competency, statement });
      return;
    }
    if (competency !== undefined) {
      this.#said.push({ ...common, competency, statement: Object.fromEntries(texts.map(({ language, text }) => [language, asOneStatement(listedIn(text))])) });
      return;
    }
    for (const statement of sideBySide(texts)) this.#said.push({ ...common, statement });
  }

  #besideAt(row: number, level: string | undefined): ToldBeside | undefined {
    const cells = this.table.rows[row] ?? [];
    const { beside, unread } = besideIn(cells, this.mapping, level, this.#language);
    for (const at of unread) this.#unassigned(this.table.placeOf(row, at), cells[at] ?? '', 'is not read: a weight is a number above 0, and a measure has numbers with labels, as "optimum: 2; limit: 5"');
    return beside;
  }

  /** The level as it was called first. */
  #level(name: string): string {
    const known = this.#levels.get(levelKey(name));
    if (known === undefined) this.#levels.set(levelKey(name), name.trim());
    return known ?? name.trim();
  }

  /** As their columns stand; levels of rows by their seniority, where all of them tell it, because rows go by competency as often. */
  #levelsInOrder(): string[] {
    const names = [...this.#levels.values()];
    const ranks = new Map(names.map((name) => [name, rankOf(name)]));
    const perRow = this.#statements.some(({ level }) => level === undefined) && this.mapping.level === undefined;
    if (!perRow || [...ranks.values()].includes(undefined) || new Set(ranks.values()).size < names.length) return names;
    return isFalling(names.map((name) => ranks.get(name) ?? 0)) ? names : names.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
  }

  #languageOfStatements(): string {
    const { rows } = this.table;
    const sample = rows.slice(this.mapping.header, this.mapping.header + 500).flatMap((row) => this.#statements.filter(({ language }) => language === undefined).map(({ at }) => row[at] ?? ''));
    const words = sample.join(' ').slice(0, 100_000);
    return this.#statements.find(({ language }) => language !== undefined)?.language ?? languageOf(/\p{L}/u.test(words) ? words : rows.flat().join(' ').slice(0, 100_000));
  }

  /** Words that the mapping takes no part of are named, once a column. */
  #noteIgnored(): void {
    const { table, mapping } = this;
    const width = Math.max(0, ...table.rows.map((row) => row.length));
    for (let at = 0; at < width; at += 1) {
      if ((mapping.columns[at]?.is ?? 'ignore') !== 'ignore') continue;
      const row = table.rows.findIndex((cells, index) => index >= mapping.header && /\p{L}{3}/u.test(cells[at] ?? ''));
      if (row >= 0) this.#unassigned(table.placeOf(row, at), table.rows[row]?.[at] ?? '', 'stands in a column that is not taken; map it, if it is wanted');
    }
  }

  #unassigned(place: FilePlace, text: string, why: string): void {
    const words = text.replace(/\s+/gu, ' ').trim();
    this.#anomalies.push({ kind: 'unassigned-text', ...place, words: words.slice(0, 400), message: `"${words.length > 120 ? `${words.slice(0, 119)}…` : words}" ${why}` });
  }
}

/** Entries of lists in several languages, side by side where all have as many; else each text whole. */
function sideBySide(texts: readonly { readonly language: string; readonly text: string }[]): LocalizedText[] {
  const lists = texts.map(({ language, text }) => ({ language, entries: listedIn(text) }));
  const count = lists[0]?.entries.length ?? 0;
  const alike = lists.every(({ entries }) => entries.length === count);
  const shown = alike ? lists : lists.map(({ language, entries }) => ({ language, entries: [asOneStatement(entries)] }));
  return Array.from({ length: alike ? count : 1 }, (_, at) => Object.fromEntries(shown.map(({ language, entries }) => [language, entries[at] ?? ''])));
}

function isFalling(ranks: readonly number[]): boolean {
  return ranks.every((rank, at) => at === 0 || rank < (ranks[at - 1] ?? rank));
}
