// What an import passes through, whatever format it came in: a draft of what the file says, then a preview of what Rung makes of it.
import type { Competency, Expectation, LocalizedText, MatrixFrame, Reading, Term } from '@rung/matrix-model';

import type { Alike, AnomalyKind } from '../anomaly.js';
import type { FileFormat } from '../files/source-file.js';
import type { Mapping, SampleTable } from '../tables/mapping.js';
import type { FilePlace } from '../text/source.js';

/** What a file may tell of a cell beside its statement and questions. */
export interface ToldBeside {
  readonly examples?: readonly LocalizedText[] | undefined;
  readonly antipatterns?: readonly LocalizedText[] | undefined;
  readonly measure?: Expectation['measure'];
  readonly weight?: number | undefined;
}

/** What one level says, in each language in which it says it. */
export interface DraftItem {
  /** Index of its level. */
  readonly level: number;
  readonly group: string;
  /** The name of its competency, where it has one beside what is stated; items of one name are one competency. */
  readonly competency?: LocalizedText | undefined;
  /** What the matrix calls that competency already, a code; items of one are one competency. */
  readonly id?: string | undefined;
  readonly statement: LocalizedText;
  readonly questions: readonly LocalizedText[];
  readonly evidenceRequired: boolean;
  readonly mustHave: boolean;
  readonly beside?: ToldBeside | undefined;
  /** The level that it is the same as, where it says so; `alone`: its statement says nothing else. */
  readonly sameAs?: { readonly level: number; readonly alone: boolean } | undefined;
  readonly place: FilePlace;
}

/** What a file says, before its lists are merged into competencies. */
export interface Draft {
  /** The one that the preview is told in: BCP 47. */
  readonly language: string;
  readonly levels: readonly { readonly names: readonly string[]; /** What the matrix calls it already. */ readonly code?: string | undefined }[];
  /** In the order in which they are shown. */
  readonly groups: readonly string[];
  /** What the file calls those that it names itself. */
  readonly groupNames?: MatrixFrame['groupNames'];
  readonly items: readonly DraftItem[];
  /** Group → the level that its list is the same as, per level. */
  readonly sameAs: readonly Readonly<Record<string, number>>[];
  readonly terms: readonly Term[];
  readonly reading: Reading;
  readonly anomalies: readonly Anomaly[];
  readonly questions: readonly PreviewQuestion[];
}

/** What one level's list says about a competency, in its own wording; a correction can bring it back. */
export interface Listing extends FilePlace {
  readonly competency: string;
  readonly level: string;
  readonly statement: LocalizedText;
  readonly questions: readonly LocalizedText[];
  readonly evidenceRequired: boolean;
}

export interface Anomaly extends FilePlace {
  readonly kind: AnomalyKind;
  /** What stands there, where it is known and not the whole file. */
  readonly words?: string | undefined;
  readonly alike?: Alike | undefined;
  readonly message: string;
}

/** What a preview asks the person who imports; a correction or a mapping answers it. */
export interface PreviewQuestion {
  readonly kind:
    | 'levels-reversed'
    | 'levels-out-of-order'
    | 'groups-missing'
    | 'level-missing-in-group'
    | 'mapping-needed'
    | 'signals'
    | 'cells-blank'
    | 'translations-missing'
    | 'translations-unpaired';
  readonly message: string;
}

/** How a file was read that is no plain text. */
export interface PreviewSource {
  readonly format: FileFormat;
  readonly name?: string | undefined;
  readonly tables?: SampleTable[] | undefined;
  readonly mapping?: Mapping | undefined;
  /** The same for files of the same tables and headers. */
  readonly shape?: string | undefined;
}

/** A matrix as read from a file, not yet accepted: nothing of it is stored. The same file gives the same preview. */
export interface Preview {
  /** The first of its languages. */
  readonly language: string;
  readonly matrix: Omit<MatrixFrame, 'name'> & { readonly competencies: readonly Competency[] };
  readonly listings: readonly Listing[];
  readonly anomalies: readonly Anomaly[];
  readonly questions: readonly PreviewQuestion[];
  readonly source?: PreviewSource | undefined;
}
