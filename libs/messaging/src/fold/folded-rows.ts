import type { RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

import { idOf, type Key, type RowChange, type StoredTable } from './folded-table.js';

/** What an event makes of one row of one table. */
export type FoldChange = RowChange<object> & { readonly table: StoredTable };

/** What an event changes. @throws when it cannot be read. */
export type Fold = (stored: RecordedEvent) => readonly FoldChange[];

interface TableInHand {
  /** undefined: looked for, and not there. */
  readonly open: Map<string, object | undefined>;
  /** As JSON in UTF-8, outside the heap: a hundred thousand documents as objects keep the collector busy. Short rows stay open. */
  readonly packed: Map<string, Buffer | undefined>;
  /** Open rows that are packed otherwise, or not at all. */
  readonly unpacked: Set<string>;
  /** Rows that are not written as they are. */
  readonly changed: Set<string>;
  /** Whether there is no row but those in hand: then none is looked up. */
  isAll: boolean;
}

/** How many rows one statement writes. */
const rowsPerWrite = 1_000;

/** What a value takes in an open row, as JSON and in the mean. */
const bytesPerColumn = 40;

/** The rows that a fold has in hand: read once, changed in memory, written together. */
export class FoldedRows {
  private readonly tables = new Map<StoredTable, TableInHand>();
  private bytesPacked = 0;

  /** @param isAll whether there is no row yet in any table. */
  constructor(private isAll = false) {}

  /** About how long the rows in hand are as JSON. */
  get bytes(): number {
    let bytes = this.bytesPacked;
    for (const [{ columnCount }, { open }] of this.tables) bytes += open.size * columnCount * bytesPerColumn;
    return bytes;
  }

  /** Keys of rows that are not in hand and may be in their tables. */
  missing(changes: readonly FoldChange[]): ReadonlyMap<StoredTable, readonly Key[]> {
    const missing = new Map<StoredTable, Map<string, Key>>();
    for (const change of changes) {
      const { table, key } = change;
      const { open, packed, isAll } = this.inHand(table);
      if (isAll || 'row' in change) continue;
      const id = idOf(key);
      if (open.has(id) || packed.has(id)) continue;
      const keys = missing.get(table) ?? new Map<string, Key>();
      missing.set(table, keys.set(id, key));
    }
    return new Map([...missing].map(([table, keys]) => [table, [...keys.values()]]));
  }

  async load(missing: ReadonlyMap<StoredTable, readonly Key[]>, tx: PoolClient): Promise<void> {
    for (const [table, keys] of missing) {
      const { open, unpacked } = this.inHand(table);
      const found = await table.load(keys, tx);
      for (const id of keys.map(idOf)) {
        open.set(id, found.get(id));
        if (table.hasDocuments) unpacked.add(id);
      }
    }
  }

  /** Makes what one event changes: all of it, or nothing when a change throws. */
  apply(changes: readonly FoldChange[]): void {
    if (changes.length === 0) return;
    const made = changes.map((change) => {
      const { table, key } = change;
      const inHand = this.inHand(table);
      const id = idOf(key);
      if ('row' in change) return { table, inHand, id, before: undefined, after: change.row };
      const before = opened(inHand, id);
      return { table, inHand, id, before, after: change.next(before) };
    });
    for (const { table, inHand, id, before, after } of made) {
      if (after === undefined || after === before) continue;
      inHand.open.set(id, after);
      inHand.changed.add(id);
      if (table.hasDocuments) inHand.unpacked.add(id);
    }
  }

  /** Puts rows with documents by until they are needed again. */
  pack(): void {
    for (const [{ hasDocuments }, { open, packed, unpacked }] of this.tables) {
      if (!hasDocuments) continue;
      for (const id of unpacked) {
        const row = open.get(id);
        const next = row === undefined ? undefined : Buffer.from(JSON.stringify(row));
        this.bytesPacked += (next?.length ?? 0) - (packed.get(id)?.length ?? 0);
        packed.set(id, next);
      }
      unpacked.clear();
      open.clear();
    }
  }

  /** Writes what has changed since the last time. The rows stay in hand. */
  async save(tx: PoolClient): Promise<void> {
    for (const [table, { open, packed, changed }] of this.tables) {
      const ids = [...changed];
      let writing: Promise<void> = Promise.resolve();
      for (let from = 0; from < ids.length; from += rowsPerWrite) {
        const rows = ids.slice(from, from + rowsPerWrite).flatMap((id) => (open.has(id) ? JSON.stringify(open.get(id)) : (packed.get(id)?.toString() ?? [])));
        await writing; // the next piece is made while the database writes this one
        writing = table.save(rows, tx);
        writing.catch(() => undefined); // thrown where it is awaited
      }
      await writing;
      changed.clear();
    }
  }

  /** Lets go of rows with documents, which must have been saved. */
  forgetDocuments(): void {
    for (const [{ hasDocuments }, inHand] of this.tables) {
      if (!hasDocuments) continue;
      inHand.open.clear();
      inHand.packed.clear();
      inHand.unpacked.clear();
      inHand.isAll = false;
    }
    this.bytesPacked = 0;
  }

  /** Lets go of all rows; what was not saved is lost. */
  forget(): void {
    this.tables.clear();
    this.bytesPacked = 0;
    this.isAll = false;
  }

  private inHand(table: StoredTable): TableInHand {
    const found = this.tables.get(table);
    if (found !== undefined) return found;
    const made: TableInHand = { open: new Map(), packed: new Map(), unpacked: new Set(), changed: new Set(), isAll: this.isAll };
    this.tables.set(table, made);
    return made;
  }
}

function opened({ open, packed }: TableInHand, id: string): object | undefined {
  if (open.has(id)) return open.get(id);
  const text = packed.get(id)?.toString();
  const row = text === undefined ? undefined : (JSON.parse(text) as object);
  open.set(id, row);
  return row;
}
