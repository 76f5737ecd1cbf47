// A table whose rows are folded from events, each by its key: one definition for the live projector and for a rebuild.
import { createHash } from 'node:crypto';

import type { RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

/** Types whose JSON says all of a value and is the same after JavaScript had it: no bigint, no numeric. */
export type ColumnType = 'uuid' | 'text' | 'text[]' | 'integer' | 'smallint' | 'smallint[]' | 'boolean' | 'date' | 'json' | 'jsonb';

export type Key = readonly (string | number)[];

/** What an event makes of one row. */
export type RowChange<Row> = FoldedChange<Row> | WholeChange<Row>;

interface Keyed {
  /** The values of the key's columns. */
  readonly key: Key;
}

export interface FoldedChange<Row> extends Keyed {
  /** Pure. @returns the row itself when nothing changes; undefined when there is none. */
  next(row: Row | undefined): Row | undefined;
}

export interface WholeChange<Row> extends Keyed {
  /** All of the row, whatever it was before: nobody has to look. */
  readonly row: Row;
}

export interface FoldedTableDefinition<Event, Row extends object> {
  readonly name: string;
  /** In the order of the table. */
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** All events of a key are of one lane, unless all make the same row: rows are written whole, and two lanes would undo each other's. */
  readonly key: readonly (keyof Row & string)[];
  /** The column that grows with each change of a row, where there is one: what is older never replaces what is newer. */
  readonly version?: keyof Row & string;
  /** What an event changes here; undefined for nothing. */
  change(event: Event, stored: RecordedEvent): RowChange<Row> | undefined;
}

/** Where rows are, for whoever need not know what is in them. */
export interface StoredTable {
  readonly name: string;
  readonly columnCount: number;
  /** Whether its rows hold JSON, or lists, of any length. */
  readonly hasDocuments: boolean;
  /** The rows that exist of these keys, by `idOf` their keys. */
  load(keys: readonly Key[], tx: PoolClient): Promise<ReadonlyMap<string, object>>;
  /** Writes rows whole, in the place of those with the same keys. @param rows each as JSON. */
  save(rows: readonly string[], tx: PoolClient): Promise<void>;
}

export interface FoldedTable<Event> extends StoredTable {
  change(event: Event, stored: RecordedEvent): RowChange<object> | undefined;
}

/** A key as one string. */
export function idOf(key: Key): string {
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}

/** Rows cross to the database and back as JSON of the same shape, so that what is read is what was written. */
export function foldedTable<Event, Row extends object>(definition: FoldedTableDefinition<Event, Row>): FoldedTable<Event> {
  const { name, key, version } = definition;
  const columns = Object.keys(definition.columns) as (keyof Row & string)[];
  const list = (names: readonly string[]) => names.map(quoted).join(', ');
  const typed = (names: readonly (keyof Row & string)[]) => names.map((column) => `${quoted(column)} ${definition.columns[column]}`).join(', ');
  const others = columns.filter((column) => !key.includes(column));
  const replaced = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  const guard = version === undefined ? '' : ` where ${name}.${quoted(version)} < excluded.${quoted(version)}`;
  const loading = preparedAs(`load ${name}`, `select row_to_json(found) as row from (
      select ${list(columns)} from ${name} where (${list(key)}) in (select ${list(key)} from json_to_recordset($1::json) as wanted (${typed(key)}))
    ) found`);
  const saving = preparedAs(`save ${name}`, `insert into ${name} (${list(columns)})
    select ${list(columns)} from json_to_recordset($1::json) as row (${typed(columns)})
    on conflict (${list(key)}) do ${others.length === 0 ? 'nothing' : `update set ${replaced}${guard}`}`);
  return {
    name,
    columnCount: columns.length,
    hasDocuments: columns.some((column) => documentTypes.has(definition.columns[column])),
    // the rows of a table come from its own definition alone
    change: (event, stored) => definition.change(event, stored) as RowChange<object> | undefined,
    async load(keys, tx) {
      if (keys.length === 0) return new Map();
      const wanted = keys.map((values) => Object.fromEntries(key.map((column, at) => [column, values[at]])));
      const { rows } = await tx.query<{ row: Row }>({ ...loading, values: [JSON.stringify(wanted)] });
      return new Map(rows.map(({ row }) => [idOf(key.map((column) => row[column] as string | number)), row]));
    },
    async save(rows, tx) {
      if (rows.length > 0) await tx.query({ ...saving, values: [`[${rows.join(',')}]`] });
    },
  };
}

/** A statement that each connection plans once; named by its text, too, as a process may know two tables of one name. */
function preparedAs(name: string, text: string): { readonly name: string; readonly text: string } {
  return { name: `${name.slice(0, longestName)} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text };
}

/** PostgreSQL cuts names at 63 bytes. */
const longestName = 40;

const documentTypes: ReadonlySet<ColumnType> = new Set<ColumnType>(['json', 'jsonb', 'text[]', 'smallint[]']);

const quoted = (name: string) => `"${name}"`;
