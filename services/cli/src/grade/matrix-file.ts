// The matrix file: the same text that `rung matrix preview` takes.
import { DomainError } from '@rung/event-sourcing';
import { readMatrixText, toMatrixContent, type Preview } from '@rung/matrix/importing';
import type { MatrixContent } from '@rung/matrix-model';
import { basename } from 'node:path';

import { readText } from '../input-file.js';
import { refusalOf } from '../refusal.js';

/** Of a matrix's name: it is called like its file, whatever that is called. */
const longestName = 200;

export interface ReadMatrix {
  readonly content: MatrixContent;
  /** What looks wrong in the text, and what its preview asks. */
  readonly doubts: Pick<Preview, 'anomalies' | 'questions'>;
}

/** Reads a matrix as the preview of it shows it. @throws Refusal `file-unreadable`, `import-unreadable` */
export async function readMatrix(file: string): Promise<ReadMatrix> {
  const text = await readText(file);
  try {
    const preview = readMatrixText(text);
    return { content: toMatrixContent(preview, { name: basename(file).slice(0, longestName) }), doubts: preview };
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}
