import type { Anomaly } from '../drafting/draft.js';
import type { FilePlace } from '../text/source.js';

/** Rows of text out of a file, wherever they stood in it. */
export interface Table {
  /** Its sheet, its file, or what stands above it; unique in its file. */
  readonly name: string;
  /** Rows may be of different length. */
  readonly rows: readonly (readonly string[])[];
  readonly placeOf: (row: number, column: number) => FilePlace;
  readonly anomalies: readonly Anomaly[];
  /** Whether a cell without text holds a picture or a colour instead. */
  readonly showsOnly?: ((row: number, column: number) => 'picture' | 'colour' | undefined) | undefined;
  /** What the format itself says of its columns. */
  readonly known?: TableHints | undefined;
}

/** What is known of a table beside its cells. */
export interface TableHints {
  readonly header?: number;
  readonly level?: string | undefined;
  readonly group?: string | undefined;
  /** Of rows that name none. */
  readonly competency?: string | undefined;
  readonly language?: string | undefined;
  /** What its columns are called, where no row heads them. */
  readonly columns?: readonly KnownColumn[];
  /** A row has all that it is about: what is blank there is not that of the row above. */
  readonly rowsStandAlone?: boolean;
}

export interface KnownColumn {
  /** As a person sees it. */
  readonly title: string;
  /** The words that tell what it is. */
  readonly header: readonly string[];
  /** Its cells are keys that something stands below. */
  readonly isKey: boolean;
}
