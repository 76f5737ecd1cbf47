// The matrix file: the same text that `rung matrix preview` takes.
import { DomainError } from '@rung/event-sourcing';
import { readMatrixText, toMatrixContent } from '@rung/matrix/importing';
import type { MatrixContent } from '@rung/matrix-model';
import { basename } from 'node:path';

import { readText } from '../input-file.js';
import { refusalOf } from '../refusal.js';

/** Of a matrix's name: it is called like its file, whatever that is called. */
const longestName = 200;

/** Reads a matrix as the preview of it shows it. @throws Refusal `file-unreadable`, `import-unreadable` */
export async function readMatrix(file: string): Promise<MatrixContent> {
  const text = await readText(file);
  try {
    return toMatrixContent(readMatrixText(text), { name: basename(file).slice(0, longestName) });
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}
