// One thing that a file says of a level, in the words of the file.
import type { LocalizedText } from '@rung/matrix-model';

import type { Anomaly, ToldBeside } from '../drafting/draft.js';
import type { FilePlace } from '../text/source.js';
import type { ToldByText } from './told-by-text.js';

export interface Said {
  readonly level: string;
  /** As the file calls it. */
  readonly group?: string | undefined;
  /** What people call it, where that is its code. */
  readonly groupName?: LocalizedText | undefined;
  readonly competency?: LocalizedText | undefined;
  /** What the matrix calls the competency, whatever its name is. */
  readonly id?: string | undefined;
  /** May hold guidance questions in brackets, as texts do. */
  readonly statement: LocalizedText;
  readonly questions: readonly LocalizedText[];
  readonly evidence?: boolean | undefined;
  readonly mustHave?: boolean | undefined;
  readonly beside?: ToldBeside | undefined;
  /** The level that it is the same as, as a column beside it names it; `alone`: nothing else is stated. */
  readonly sameAs?: { readonly level: string; readonly alone: boolean } | undefined;
  readonly place: FilePlace;
}

/** What one table, sheet or packed file says. */
export interface Part {
  readonly name: string;
  /** The language of what has no other. */
  readonly language: string;
  /** In their order, also those of which nothing is said. */
  readonly levels: readonly string[];
  /** What the matrix calls levels, whatever their names are, where it says. */
  readonly levelCodes?: ReadonlyMap<string, string> | undefined;
  readonly said: readonly Said[];
  readonly anomalies: readonly Anomaly[];
  /** Where it is a text. */
  readonly text?: ToldByText | undefined;
}
