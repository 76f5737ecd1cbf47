// The matrix file: the same text that `rung matrix preview` takes.
import { DomainError } from '@rung/event-sourcing';
import { readMatrixText, toMatrixContent } from '@rung/matrix/importing';
import type { MatrixContent } from '@rung/matrix-model';
import { basename } from 'node:path';

import { readText } from '../input-file.js';
import { refusalOf } from '../refusal.js';

/** Reads a matrix as the preview of it shows it. @throws Refusal `file-unreadable`, `import-unreadable` */
export async function readMatrix(file: string): Promise<MatrixContent> {
  const text = await readText(file);
  try {
    return toMatrixContent(readMatrixText(text), { name: basename(file) });
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}
