// The preview of a matrix text in a file.
import { DomainError } from '@rung/event-sourcing';
import { previewOf, type PreviewJson } from '@rung/matrix/importing';

import { readText } from '../input-file.js';
import { refusalOf } from '../refusal.js';

/** Reads a file, "-" being the standard input. @throws Refusal `file-unreadable`, `import-unreadable` with the file's name at each place */
export async function previewFile(file: string): Promise<PreviewJson> {
  const text = await readText(file);
  try {
    return previewOf(text);
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}
